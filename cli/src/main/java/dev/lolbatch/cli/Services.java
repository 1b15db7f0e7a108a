package dev.lolbatch.cli;

import dev.lolbatch.cluster.JvmProcess;
import dev.lolbatch.cluster.JvmProcessBuilder;
import dev.lolbatch.cluster.SparkHome;
import java.time.Duration;

/** Says how the services of the product are run beside a local cluster. */
final class Services {
    private static final String INGEST = "ingest-service";
    private static final String ORCHESTRATOR = "etl-orchestrator";

    private final StackSettings settings;

    Services(StackSettings settings) {
        this.settings = settings;
    }

    /** @param batchAge how long a message may wait for others before it is committed to the lake */
    JvmProcessBuilder ingest(Duration batchAge) {
        return ingest(INGEST, settings.ingestPort(), batchAge);
    }

    /** An instance beside the first that ends by itself; its probes and metrics are on {@code port}. */
    JvmProcessBuilder ingestBatches(int port, int batches, int batchSize, Duration batchAge) {
        return ingest("ingest-batches", port, batchAge)
                .systemProperty("ingest.max-batches", Integer.toString(batches))
                .systemProperty("ingest.batch.max-matches", Integer.toString(batchSize));
    }

    private JvmProcessBuilder ingest(String processName, int port, Duration batchAge) {
        return service(processName, INGEST, port)
                .jvmOptions("-Xmx384m")
                .systemProperty("kafka.bootstrap.servers", settings.kafkaBootstrap())
                .systemProperty("ingest.batch.max-age", batchAge.toString());
    }

    /** @param cassandraDatacenter what the driver calls the local data center */
    JvmProcessBuilder orchestrator(String cassandraDatacenter) {
        return service(ORCHESTRATOR, ORCHESTRATOR, settings.orchestratorPort())
                .jvmOptions("-Xmx256m")
                .systemProperty("quarkus.cassandra.contact-points", settings.cassandraContactPoint())
                .systemProperty("quarkus.cassandra.local-datacenter", cassandraDatacenter)
                .systemProperty("etl.spark.home", SparkHome.locate().toString())
                .systemProperty(
                        "etl.spark.job-jar",
                        settings.home().built("spark-job/target/spark-job.jar").toString())
                .systemProperty("etl.log-dir", settings.runLogDir().toString())
                .systemProperty("etl.spark.conf.\"spark.driver.extraJavaOptions\"", driverOptions());
    }

    private JvmProcessBuilder service(String processName, String module, int port) {
        return JvmProcess.jar(processName, settings.home().built(module + "/target/quarkus-app/quarkus-run.jar"))
                .jvmOptions("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .workingDir(settings.folder())
                .systemProperty("quarkus.http.port", Integer.toString(port))
                .systemProperty("lake.catalog-uri", settings.catalogUri())
                .systemProperty("lake.location", settings.lakeLocation())
                // There is one DataNode.
                .systemProperty("lake.hadoop.\"dfs.replication\"", "1");
    }

    /** A driver on two cores has done its work before the better compiler pays; and it ends with the orchestrator. */
    private static String driverOptions() {
        return "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC '-javaagent:" + JvmProcessBuilder.guardJar() + "'";
    }
}
