package dev.lolbatch.cli;

import dev.lolbatch.cluster.JvmProcess;
import dev.lolbatch.cluster.JvmProcessBuilder;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.SparkHome;
import java.time.Duration;

/** Says how the services of the product are run beside a local cluster. */
final class Services {
    private final StackSettings settings;
    private final LocalCluster cluster;

    Services(StackSettings settings, LocalCluster cluster) {
        this.settings = settings;
        this.cluster = cluster;
    }

    /** @param batchAge how long a message may wait for others before it is committed to the lake */
    JvmProcessBuilder ingest(Duration batchAge) {
        return service("ingest-service", settings.ingestPort())
                .jvmOptions("-Xmx384m")
                .systemProperty("kafka.bootstrap.servers", cluster.kafkaBootstrap())
                .systemProperty("ingest.batch.max-age", batchAge.toString());
    }

    JvmProcessBuilder orchestrator() {
        return service("etl-orchestrator", settings.orchestratorPort())
                .jvmOptions("-Xmx256m")
                .systemProperty(
                        "quarkus.cassandra.contact-points",
                        "127.0.0.1:" + settings.ports().cassandra())
                .systemProperty("quarkus.cassandra.local-datacenter", cluster.cassandraDatacenter())
                .systemProperty("etl.spark.home", SparkHome.locate().toString())
                .systemProperty(
                        "etl.spark.job-jar",
                        settings.home().built("spark-job/target/spark-job.jar").toString())
                .systemProperty("etl.log-dir", settings.runLogDir().toString())
                .systemProperty("etl.spark.conf.\"spark.driver.extraJavaOptions\"", driverOptions());
    }

    private JvmProcessBuilder service(String name, int port) {
        String catalog =
                settings.dataDir().resolve("catalog").resolve("lake.db").toString();
        return JvmProcess.jar(name, settings.home().built(name + "/target/quarkus-app/quarkus-run.jar"))
                .jvmOptions("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .workingDir(settings.folder())
                .systemProperty("quarkus.http.port", Integer.toString(port))
                .systemProperty("lake.catalog-uri", "jdbc:sqlite:" + catalog + "?busy_timeout=20000")
                .systemProperty("lake.location", cluster.hdfsUri() + "/data/lol_matches")
                // There is one DataNode.
                .systemProperty("lake.hadoop.\"dfs.replication\"", "1");
    }

    /** A driver on two cores has done its work before the better compiler pays; and it ends with the orchestrator. */
    private static String driverOptions() {
        return "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC '-javaagent:" + JvmProcessBuilder.guardJar() + "'";
    }
}
