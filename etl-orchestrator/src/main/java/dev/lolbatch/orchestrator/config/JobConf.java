package dev.lolbatch.orchestrator.config;

import dev.lolbatch.lake.LakeSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The job's Spark configuration: it is to find the same lake and the same Cassandra as the orchestrator does. */
record JobConf(EtlConfig etl, LakeSettings lake, List<String> contactPoints, String datacenter) {
    private static final int DEFAULT_PORT = 9042;
    private static final String CATALOG = "spark.sql.catalog.lake";

    /** What {@code etl.spark.conf} says wins. */
    Map<String, String> entries() {
        Map<String, String> conf = new TreeMap<>();
        conf.put(CATALOG, "org.apache.iceberg.spark.SparkCatalog");
        lake.catalogOptions().forEach((key, value) -> conf.put(CATALOG + "." + key, value));
        lake.hadoop().forEach((key, value) -> conf.put("spark.hadoop." + key, value));
        conf.put(
                "spark.cassandra.connection.host",
                contactPoints.stream().map(JobConf::host).collect(Collectors.joining(",")));
        conf.put("spark.cassandra.connection.port", Integer.toString(port()));
        conf.put("spark.cassandra.connection.localDC", datacenter);
        etl.cassandra().username().ifPresent(name -> conf.put("spark.cassandra.auth.username", name));
        etl.cassandra().password().ifPresent(password -> conf.put("spark.cassandra.auth.password", password));
        conf.put("spark.lolbatch.complete.grace", etl.completeGrace().toSeconds() + "s");
        conf.put("spark.lolbatch.keyspace", etl.cassandra().keyspace());
        conf.put("spark.lolbatch.replication", etl.cassandra().replication());
        conf.putAll(etl.spark().conf());
        return conf;
    }

    private static String host(String contactPoint) {
        int colon = contactPoint.lastIndexOf(':');
        return colon < 0 ? contactPoint : contactPoint.substring(0, colon);
    }

    /** Spark's connector takes one port for all nodes. */
    private int port() {
        List<Integer> ports = contactPoints.stream()
                .map(point -> point.lastIndexOf(':') < 0
                        ? DEFAULT_PORT
                        : Integer.parseInt(point.substring(point.lastIndexOf(':') + 1)))
                .distinct()
                .toList();
        if (ports.size() != 1) {
            throw new IllegalArgumentException("Cannot use quarkus.cassandra.contact-points=" + contactPoints
                    + ": the job can reach Cassandra at one port only, and these are at " + ports
                    + "; name nodes of one port");
        }
        return ports.get(0);
    }
}
