package dev.lolbatch.cli;

import dev.lolbatch.cluster.NamedPort;
import dev.lolbatch.cluster.Ports;
import dev.lolbatch.cluster.ProjectHome;
import dev.lolbatch.cluster.Server;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * Where the stack of this project listens, and where it keeps its files.
 *
 * @param folder {@code .lolbatch} of the project
 * @param ingestPort TCP port of ingest-service
 * @param orchestratorPort TCP port of etl-orchestrator
 */
public record StackSettings(ProjectHome home, Path folder, Ports ports, int ingestPort, int orchestratorPort) {
    static StackSettings of(Map<String, String> environment) {
        return of(ProjectHome.locate(), environment);
    }

    static StackSettings of(ProjectHome home, Map<String, String> environment) {
        return new StackSettings(
                home,
                home.root().resolve(".lolbatch"),
                Ports.fromEnvironment(environment),
                Ports.port(environment, "LOLBATCH_INGEST_PORT", 8081),
                Ports.port(environment, "LOLBATCH_ORCHESTRATOR_PORT", 8080));
    }

    Path dataDir() {
        return folder.resolve("data");
    }

    Path logDir() {
        return folder.resolve("logs");
    }

    Path runLogDir() {
        return logDir().resolve("runs");
    }

    StackFile stackFile() {
        return new StackFile(folder.resolve("stack.json"));
    }

    /** Of the lake's catalog. */
    public String catalogUri() {
        return "jdbc:sqlite:" + dataDir().resolve("catalog").resolve("lake.db") + "?busy_timeout=20000";
    }

    /** Of the lake's files. */
    public String lakeLocation() {
        return hdfs() + "/data/lol_matches";
    }

    public URI orchestrator() {
        return loopback(orchestratorPort);
    }

    public URI ingest() {
        return loopback(ingestPort);
    }

    URI hdfsWeb() {
        return loopback(ports.hdfsWeb());
    }

    URI hdfs() {
        return URI.create("hdfs://127.0.0.1:" + ports.hdfs());
    }

    public String kafkaBootstrap() {
        return "127.0.0.1:" + ports.kafka();
    }

    public String cassandraContactPoint() {
        return "127.0.0.1:" + ports.cassandra();
    }

    /** All ports that the stack listens on, with the variables that move them. */
    List<NamedPort> namedPorts() {
        List<NamedPort> all = new ArrayList<>(ports.named(EnumSet.allOf(Server.class)));
        all.add(new NamedPort("ingest-service", ingestPort, "LOLBATCH_INGEST_PORT"));
        all.add(new NamedPort("etl-orchestrator", orchestratorPort, "LOLBATCH_ORCHESTRATOR_PORT"));
        return List.copyOf(all);
    }

    /** Address of what listens on this port of this machine. */
    static URI loopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
