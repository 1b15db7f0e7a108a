package dev.lolbatch.cluster;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The TCP ports of 127.0.0.1 that people and programs know the servers by.
 *
 * @param kafka the broker
 * @param hdfs the NameNode
 * @param hdfsWeb the NameNode's web UI
 * @param cassandra the CQL port
 */
public record Ports(int kafka, int hdfs, int hdfsWeb, int cassandra) {
    /** The usual ports: 9092, 9000, 9870, 9042. */
    public static Ports defaults() {
        return new Ports(9092, 9000, 9870, 9042);
    }

    /**
     * Ports that nobody listens on now.
     *
     * @throws ClusterException when there are none
     */
    public static Ports free() {
        List<Integer> ports = LoopbackPorts.free(4);
        return new Ports(ports.get(0), ports.get(1), ports.get(2), ports.get(3));
    }

    /**
     * The usual ports, but for those that a variable moves: LOLBATCH_KAFKA_PORT, LOLBATCH_HDFS_PORT,
     * LOLBATCH_HDFS_WEB_PORT, LOLBATCH_CASSANDRA_PORT.
     *
     * @throws ClusterException when a variable does not hold a port
     */
    public static Ports fromEnvironment(Map<String, String> environment) {
        Ports defaults = defaults();
        return new Ports(
                port(environment, "LOLBATCH_KAFKA_PORT", defaults.kafka),
                port(environment, "LOLBATCH_HDFS_PORT", defaults.hdfs),
                port(environment, "LOLBATCH_HDFS_WEB_PORT", defaults.hdfsWeb),
                port(environment, "LOLBATCH_CASSANDRA_PORT", defaults.cassandra));
    }

    /**
     * The port that an environment variable names, or the default.
     *
     * @throws ClusterException when the variable does not hold a port
     */
    public static int port(Map<String, String> environment, String variable, int defaultPort) {
        String value = environment.get(variable);
        if (value == null) {
            return defaultPort;
        }
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65_535) {
            throw new ClusterException("Cannot read %s: '%s' is not a port; set it to a number from 1 to 65535"
                    .formatted(variable, value));
        }
        return Integer.parseInt(value);
    }

    /** The ports of these servers, with the variables that move them. */
    public List<NamedPort> named(Set<Server> servers) {
        return servers.stream().sorted().flatMap(server -> of(server).stream()).toList();
    }

    private List<NamedPort> of(Server server) {
        return switch (server) {
            case KAFKA -> List.of(new NamedPort("Kafka", kafka, "LOLBATCH_KAFKA_PORT"));
            case HDFS ->
                List.of(
                        new NamedPort("HDFS", hdfs, "LOLBATCH_HDFS_PORT"),
                        new NamedPort("the HDFS web UI", hdfsWeb, "LOLBATCH_HDFS_WEB_PORT"));
            case CASSANDRA -> List.of(new NamedPort("Cassandra", cassandra, "LOLBATCH_CASSANDRA_PORT"));
        };
    }
}
