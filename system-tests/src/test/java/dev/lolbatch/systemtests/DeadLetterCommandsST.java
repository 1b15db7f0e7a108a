package dev.lolbatch.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.cluster.JvmProcess;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.LoopbackPorts;
import dev.lolbatch.cluster.ProjectHome;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.systemtests.LolbatchCommand.Ended;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code lolbatch dlq} as people call it, against the service that rejected what it shows. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers({Server.KAFKA, Server.HDFS})
class DeadLetterCommandsST {
    private static final String TOPIC = "commands";
    private static final String DLQ_TOPIC = TOPIC + "_dlq";
    private static final int SMALL = 1000;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private LocalCluster cluster;
    private RestClient ingest;
    private int port;

    @BeforeEach
    void chooseAPort(LocalCluster started) {
        cluster = started;
        port = LoopbackPorts.free(1).get(0);
        ingest = new RestClient(URI.create("http://127.0.0.1:" + port));
    }

    @Test
    void listsWhatWasRejectedAndReplaysWhatIsMended() throws Exception {
        // Given
        sendALargeMatchAndWhatIsNoMatch();
        Ended rejected;
        try (JvmProcess broken = start(SMALL)) {
            await().atMost(LIMIT)
                    .until(() -> ingest.get("/dlq").body().get("waiting").equals(2L));
            rejected = lolbatch("dlq", "list");
            assertThat(broken.isAlive()).isTrue();
        }
        assertThat(rejected.exitCode()).as(rejected.output()).isZero();
        assertThat(rejected.output()).contains("TOO_LARGE", "NOT_JSON", TOPIC + "/0/0", TOPIC + "/0/1");
        try (JvmProcess mended = start(1_000_000)) {
            // When
            Ended replayed = lolbatch("dlq", "replay", "--reason", "TOO_LARGE");
            // Then
            assertThat(replayed.exitCode()).as(replayed.output()).isZero();
            assertThat(replayed.output()).contains("Replayed 1 dead letter");
            await().atMost(LIMIT).until(() -> ingest.text("/q/metrics").contains("ingest_matches_total 1.0"));
            assertThat(lolbatch("dlq", "list").output()).contains("NOT_JSON").doesNotContain("TOO_LARGE");
            assertThat(mended.isAlive()).isTrue();
        }
    }

    @Test
    void saysWhereItLookedWhenNobodyAnswers() throws Exception {
        // When
        Ended ended = lolbatch("dlq", "list");

        // Then
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(3);
        assertThat(ended.output()).startsWith("Cannot reach ").contains("127.0.0.1:" + port);
    }

    private void sendALargeMatchAndWhatIsNoMatch() throws Exception {
        Map<String, Object> broker = Map.of("bootstrap.servers", cluster.kafkaBootstrap());
        try (Admin admin = Admin.create(broker)) {
            admin.createTopics(Stream.of(TOPIC, DLQ_TOPIC)
                            .map(topic -> new NewTopic(topic, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, largeMatch())).get();
            producer.send(new ProducerRecord<>(TOPIC, "{")).get();
        }
    }

    private JvmProcess start(int maxMessageBytes) {
        JvmProcess service = JvmProcess.jar(
                        "ingest-commands",
                        ProjectHome.locate().built("ingest-service/target/quarkus-app/quarkus-run.jar"))
                .jvmOptions("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .systemProperty("quarkus.http.port", Integer.toString(port))
                .systemProperty("kafka.bootstrap.servers", cluster.kafkaBootstrap())
                .systemProperty("ingest.topic", TOPIC)
                .systemProperty("ingest.dlq-topic", DLQ_TOPIC)
                .systemProperty("ingest.group-id", TOPIC + "_group")
                .systemProperty("ingest.max-message-bytes", Integer.toString(maxMessageBytes))
                .systemProperty("ingest.batch.max-age", "1S")
                .systemProperty("lake.catalog-uri", "jdbc:sqlite:" + folder.resolve("lake.db") + "?busy_timeout=20000")
                .systemProperty("lake.location", cluster.hdfsUri() + "/" + TOPIC + "/lol_matches")
                .start(Path.of("target", "logs"));
        service.awaitReady(() -> ingest.status("/q/health/ready") == 200, LIMIT);
        return service;
    }

    private Ended lolbatch(String... arguments) throws Exception {
        return LolbatchCommand.in(folder, Map.of("LOLBATCH_INGEST_URL", "http://127.0.0.1:" + port))
                .run(arguments);
    }

    private static String largeMatch() {
        return "{\"match_id\":\"EUW1_1\",\"timestamp\":1768298400000,\"duration\":1800,"
                + "\"participants\":[{\"summoner_name\":\"A\",\"champion_name\":\"Ahri\"}],\"more\":\""
                + "x".repeat(SMALL) + "\"}";
    }
}
