package dev.lolbatch.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** What a {@link LocalCluster} is started with: all servers on free ports, when nothing else is said. */
public final class LocalClusterBuilder {
    private Path dataDir;
    private Path logDir;
    private Ports ports;
    private Set<Server> servers = EnumSet.allOf(Server.class);
    private Duration startLimit = Duration.ofMinutes(2);
    private Consumer<JvmProcess> onReady = ready -> {};

    LocalClusterBuilder() {}

    /** The folder that keeps what the servers store; made when absent. Required. */
    public LocalClusterBuilder dataDir(Path folder) {
        dataDir = folder.toAbsolutePath().normalize();
        return this;
    }

    /** The folder for {@code <server>.log}; {@code logs} in the data folder when not called. */
    public LocalClusterBuilder logDir(Path folder) {
        logDir = folder.toAbsolutePath().normalize();
        return this;
    }

    public LocalClusterBuilder ports(Ports chosen) {
        ports = chosen;
        return this;
    }

    /** The servers to start; more can be started later. */
    public LocalClusterBuilder servers(Set<Server> chosen) {
        servers = Set.copyOf(chosen);
        return this;
    }

    /** How long the servers may take to come up, all together. */
    public LocalClusterBuilder startLimit(Duration limit) {
        startLimit = limit;
        return this;
    }

    /** Told each server when it does its work. */
    public LocalClusterBuilder onReady(Consumer<JvmProcess> listener) {
        onReady = listener;
        return this;
    }

    /**
     * Starts the servers, and returns when each does its work.
     *
     * @throws ClusterException when a port is taken or the data folder in use (nothing is started then), or a server
     *     does not come up (all are ended then)
     */
    public LocalCluster start() {
        Objects.requireNonNull(dataDir, "Cannot start a cluster: no data folder; call dataDir(...)");
        if (ports == null) {
            ports = Ports.free();
        }
        return LocalCluster.start(this);
    }

    Path dataDir() {
        return dataDir;
    }

    Path logDir() {
        return logDir == null ? dataDir.resolve("logs") : logDir;
    }

    Ports ports() {
        return ports;
    }

    Set<Server> servers() {
        return servers;
    }

    Duration startLimit() {
        return startLimit;
    }

    Consumer<JvmProcess> onReady() {
        return onReady;
    }
}
