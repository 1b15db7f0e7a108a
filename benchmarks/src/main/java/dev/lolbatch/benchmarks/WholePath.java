package dev.lolbatch.benchmarks;

import dev.lolbatch.cluster.JvmProcess;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LoopbackPorts;
import dev.lolbatch.cluster.Server;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * CPU seconds of the service from Kafka to the committed lake, over those of {@link BareIngest} for the same records.
 *
 * <p>Both drain the backlog at the same time, each in a process of its own, so that they share whatever the machine does
 * besides. Some batches warm a side up, the next ones count, and both are killed while there is
 * still work, so that reading ahead is the same at both ends.
 */
final class WholePath implements AutoCloseable {
    private static final int PARTITIONS = 3;
    private static final int ROUNDS = 3;

    /** As in ingest-service's manifest. */
    private static final String[] JVM_OPTIONS = {
        "-Xmx512m", "-Xmn300m", "-XX:SurvivorRatio=2", "-XX:+UseSerialGC", "-XX:-UseDynamicNumberOfCompilerThreads"
    };

    private final Path folder;
    private final LocalCluster cluster;

    /** Starts Kafka and HDFS, which keep their data below the folder. */
    WholePath(Path folder) {
        this.folder = folder;
        this.cluster = LocalCluster.builder()
                .dataDir(folder.resolve("cluster"))
                .servers(EnumSet.of(Server.KAFKA, Server.HDFS))
                .start();
    }

    /**
     * What to measure.
     *
     * @param warmUp batches before those that count
     * @param batches that count
     * @param perBatch matches that fill a batch
     */
    record Plan(Backlog.Kind form, int warmUp, int batches, int perBatch) {
        /** As many that the side which is ahead has work until the other is measured, or nearly. */
        int matches() {
            return (warmUp + batches) * perBatch * 13 / 10;
        }
    }

    double ratio(Plan plan) throws IOException, InterruptedException, ExecutionException {
        String topic = "bench_" + plan.form().name().toLowerCase(Locale.ROOT);
        produce(topic, plan);
        Duration service = Duration.ZERO;
        Duration bare = Duration.ZERO;
        ExecutorService watching = Executors.newSingleThreadExecutor();
        try {
            for (int round = 1; round <= ROUNDS; round++) {
                Costs costs = together(watching, topic, round, plan);
                System.out.printf("%s, %d batches: %s%n", plan.form(), plan.batches(), costs);
                service = service.plus(costs.service().cpu());
                bare = bare.plus(costs.bare().cpu());
            }
        } finally {
            // Its thread would keep a failed benchmark alive.
            watching.shutdownNow();
        }
        return (double) service.toNanos() / bare.toNanos();
    }

    private record Costs(SteadyCost service, SteadyCost bare) {
        @Override
        public String toString() {
            return "service " + service + ", bare " + bare;
        }
    }

    private Costs together(ExecutorService watching, String topic, int round, Plan plan)
            throws IOException, InterruptedException, ExecutionException {
        JvmProcess bare = bare(topic, round);
        try {
            Future<SteadyCost> ofBare = watching.submit(() -> measured(bare, BareIngest.BATCH_DONE, plan));
            JvmProcess service = service(topic, round);
            try {
                return new Costs(measured(service, "Committed batch", plan), ofBare.get());
            } finally {
                service.kill();
            }
        } finally {
            bare.kill();
        }
    }

    private static SteadyCost measured(JvmProcess process, String mark, Plan plan) throws IOException {
        return SteadyCost.between(process, mark, plan.warmUp(), plan.warmUp() + plan.batches());
    }

    private void produce(String topic, Plan plan) throws InterruptedException, ExecutionException {
        Map<String, Object> settings = Map.of("bootstrap.servers", cluster.kafkaBootstrap());
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(
                            new NewTopic(topic, PARTITIONS, (short) 1), new NewTopic(topic + "_dlq", 1, (short) 1)))
                    .all()
                    .get();
        }
        Properties producing = new Properties();
        producing.putAll(settings);
        producing.putAll(Map.of("compression.type", "lz4", "batch.size", "262144", "linger.ms", "5"));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer())) {
            int index = 0;
            for (Iterator<byte[]> left = plan.form().payloads(plan.matches()).iterator(); left.hasNext(); index++) {
                var unused = producer.send(new ProducerRecord<>(topic, index % PARTITIONS, null, left.next()));
            }
        }
    }

    private JvmProcess service(String topic, int round) throws IOException {
        String name = topic + "_service_" + round;
        Path jar = Path.of(System.getProperty("lolbatch.home"), "ingest-service/target/quarkus-app/quarkus-run.jar");
        return JvmProcess.jar(name, jar)
                .jvmOptions(JVM_OPTIONS)
                .systemProperty(
                        "quarkus.http.port",
                        Integer.toString(LoopbackPorts.free(1).get(0)))
                .systemProperty("kafka.bootstrap.servers", cluster.kafkaBootstrap())
                .systemProperty("ingest.topic", topic)
                .systemProperty("ingest.dlq-topic", topic + "_dlq")
                .systemProperty("ingest.group-id", name)
                .systemProperty("ingest.batch.max-matches", Integer.toString(BatchSize.PRODUCTION.matches()))
                .systemProperty("ingest.batch.max-bytes", Long.toString(BatchSize.PRODUCTION.bytes()))
                .systemProperty("lake.catalog-uri", catalog(name))
                .systemProperty("lake.location", location(name))
                .start(folder.resolve("logs"));
    }

    private JvmProcess bare(String topic, int round) {
        String name = topic + "_bare_" + round;
        List<Path> classpath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return JvmProcess.mainClass(name, BareIngest.class.getName(), classpath)
                .jvmOptions(JVM_OPTIONS)
                .arguments(cluster.kafkaBootstrap(), topic, catalog(name), location(name))
                .arguments(
                        Integer.toString(BatchSize.PRODUCTION.matches()), Long.toString(BatchSize.PRODUCTION.bytes()))
                .start(folder.resolve("logs"));
    }

    private String catalog(String name) {
        return "jdbc:sqlite:" + folder.resolve(name + ".db").toAbsolutePath() + "?busy_timeout=20000";
    }

    private String location(String name) {
        return cluster.hdfsUri() + "/bench/" + name + "/lol_matches";
    }

    @Override
    public void close() {
        cluster.close();
    }
}
