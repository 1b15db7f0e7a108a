package dev.lolbatch.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Real servers on this machine, each in its own JVM, listening on 127.0.0.1 only. They end when this JVM does, however
 * that happens. What they store stays in the data folder, and is there again when a cluster is started on it.
 *
 * <p>Safe for use by several threads.
 */
public final class LocalCluster implements AutoCloseable {
    public static final String TOPIC = "lol_matches";
    public static final String DLQ_TOPIC = "lol_matches_dlq";

    private static final Duration GRACE = Duration.ofSeconds(15);

    private final LocalClusterBuilder settings;
    private final DataDirLock lock;
    private final Map<Server, JvmProcess> processes = new EnumMap<>(Server.class);

    private LocalCluster(LocalClusterBuilder settings) {
        this.settings = settings;
        this.lock = DataDirLock.acquire(settings.dataDir());
    }

    public static LocalClusterBuilder builder() {
        return new LocalClusterBuilder();
    }

    static LocalCluster start(LocalClusterBuilder settings) {
        LocalCluster cluster = new LocalCluster(settings);
        try {
            cluster.start(settings.servers());
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /**
     * Starts those of the servers that do not run, at the same time, and returns when each does its work.
     *
     * @throws ClusterException when a port is taken (nothing is started then), or a server does not come up
     */
    public synchronized void start(Set<Server> servers) {
        List<Server> stopped =
                servers.stream().filter(s -> !isRunning(s)).sorted().toList();
        NamedPort.requireFree(settings.ports().named(Set.copyOf(stopped)));
        List<Readiness> starting = new ArrayList<>();
        for (Server server : stopped) {
            Launcher launcher = launcher(server);
            JvmProcess process = launch(server, launcher);
            processes.put(server, process);
            starting.add(new Readiness(process, launcher::isReady));
        }
        Readiness.awaitAll(starting, settings.startLimit(), settings.onReady());
    }

    /** Ends one server, as a shutdown would; what it stores stays. */
    public synchronized void stop(Server server) {
        end(List.of(process(server)));
        processes.remove(server);
    }

    /**
     * The JVM of a server that was started.
     *
     * @throws IllegalStateException when it was not
     */
    public synchronized JvmProcess process(Server server) {
        JvmProcess process = processes.get(server);
        if (process == null) {
            throw new IllegalStateException(
                    "Cannot reach %s: this cluster does not run it; name it in servers(...)".formatted(server));
        }
        return process;
    }

    /** The JVMs of all servers that were started. */
    public synchronized List<JvmProcess> processes() {
        return List.copyOf(processes.values());
    }

    /** Done when the first of the servers has ended, whoever ended it. */
    public synchronized CompletableFuture<JvmProcess> onFirstExit() {
        CompletableFuture<?>[] exits =
                processes.values().stream().map(JvmProcess::onExit).toArray(CompletableFuture[]::new);
        return CompletableFuture.anyOf(exits).thenApply(JvmProcess.class::cast);
    }

    /** What Kafka clients call {@code bootstrap.servers}. */
    public String kafkaBootstrap() {
        return "127.0.0.1:" + settings.ports().kafka();
    }

    /** What Hadoop clients call {@code fs.defaultFS}. */
    public URI hdfsUri() {
        return URI.create("hdfs://127.0.0.1:" + settings.ports().hdfs());
    }

    public URI hdfsWebUri() {
        return URI.create("http://127.0.0.1:" + settings.ports().hdfsWeb());
    }

    @SuppressWarnings("AddressSelection") // A literal has one address.
    public InetSocketAddress cassandraAddress() {
        return new InetSocketAddress("127.0.0.1", settings.ports().cassandra());
    }

    /** What Cassandra drivers call the local data center. */
    public String cassandraDatacenter() {
        return "datacenter1";
    }

    /** Ends all servers, at the same time. */
    @Override
    public synchronized void close() {
        end(processes.values());
        processes.clear();
        lock.close();
    }

    private boolean isRunning(Server server) {
        JvmProcess process = processes.get(server);
        return process != null && process.isAlive();
    }

    private JvmProcess launch(Server server, Launcher launcher) {
        try {
            return launcher.prepare().start(settings.logDir());
        } catch (IOException e) {
            throw new ClusterException("Cannot start %s: %s".formatted(server.folder(), e), e);
        }
    }

    private Launcher launcher(Server server) {
        ProjectHome home = ProjectHome.locate();
        Path folder = settings.dataDir().resolve(server.folder());
        Ports ports = settings.ports();
        return switch (server) {
            case KAFKA -> new KafkaLauncher(home, folder, ports.kafka());
            case HDFS -> new HdfsLauncher(home, folder, ports.hdfs(), ports.hdfsWeb());
            case CASSANDRA -> new CassandraLauncher(home, folder, ports.cassandra());
        };
    }

    private static void end(Collection<JvmProcess> ending) {
        ending.forEach(JvmProcess::requestEnd);
        ending.forEach(process -> process.terminate(GRACE));
    }
}
