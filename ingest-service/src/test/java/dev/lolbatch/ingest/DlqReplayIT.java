package dev.lolbatch.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The built service's dead letters, listed and replayed over HTTP on a real broker. */
@ExtendWith(LocalClusterExtension.class)
@LocalServers({Server.KAFKA, Server.HDFS})
class DlqReplayIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int SMALL = 1000;
    private static final long TIMESTAMP = 1768298500000L;
    private static final Map<String, String> BROKEN =
            Map.of("ingest.max-message-bytes", Integer.toString(SMALL), "ingest.batch.max-matches", "5000");
    private static final Map<String, String> MENDED = Map.of("ingest.batch.max-matches", "5000");

    @TempDir
    Path folder;

    private IngestScenario scenario;

    private LocalCluster cluster;

    @BeforeEach
    void createTopicAndLake(LocalCluster localCluster, TestInfo test) throws Exception {
        cluster = localCluster;
        scenario = IngestScenario.create(cluster, test, folder);
    }

    @Test
    void whatIsMendedComesIntoTheLakeOnceAndWhatIsNotComesBack() throws Exception {
        // Given
        produce(List.of(record("small", match("S1", 0)), record("large", match("L1", SMALL)), record("bad", "{")));
        produce(List.of(record("large", match("L2", SMALL)), record("null", null)));
        reject(5);
        IngestProcess ingest = scenario.start("mended", MENDED).awaitReady();
        assertThat(ingest.call("/dlq?limit=1&order=oldest&reason=TOO_LARGE").body())
                .contains("\"waiting\":4,\"selected\":2,\"foreign\":0")
                .contains("{\"reason\":\"NOT_JSON\",\"waiting\":1,\"selected\":0}")
                .contains("\"topic\":\"" + scenario.topic() + "\",\"partition\":0,\"offset\":1,")
                .contains("\"timestamp\":\"2026-01-13T10:01:40Z\"")
                .contains("\"key\":\"large\"")
                .contains("\"cause\":\"Cannot ");
        // When
        List<String> lines =
                ingest.replay("{\"reasons\":[\"TOO_LARGE\"]}").body().toList();
        // Then
        assertThat(lines.get(lines.size() - 1)).startsWith("{\"state\":\"DONE\",\"selected\":2,\"sent\":2,");
        await().atMost(LIMIT).until(() -> scenario.rows().size() == 3);
        List<ConsumerRecord<byte[], byte[]>> replayed = replayedRecords();
        assertThat(replayed).hasSize(2).allSatisfy(record -> {
            assertThat(record.timestamp()).isEqualTo(TIMESTAMP);
            assertThat(record.key()).isEqualTo("large".getBytes(UTF_8));
            assertThat(headerNames(record)).containsExactly("trace", "replayed-from");
        });
        assertThat(replayed.stream().map(record -> new String(record.value(), UTF_8)))
                .containsExactlyInAnyOrder(match("L1", SMALL), match("L2", SMALL));
        // When
        assertThat(last(ingest.replay("{\"reasons\":[\"TOO_LARGE\"]}"))).contains("\"selected\":0,\"sent\":0");
        assertThat(last(ingest.replay("{}"))).contains("\"state\":\"DONE\",\"selected\":2,\"sent\":2,");
        // Then
        await().atMost(LIMIT)
                .until(() -> ingest.call("/dlq").body().contains("\"waiting\":2,\"selected\":2,\"foreign\":0"));
        assertThat(scenario.rows()).hasSize(3);
        List<ConsumerRecord<byte[], byte[]>> second = scenario.deadLetterRecords().stream()
                .filter(letter -> letter.headers().lastHeader("replayed-from") != null)
                .toList();
        assertThat(second).hasSize(2).allSatisfy(letter -> {
            assertThat(headerNames(letter))
                    .containsExactly(
                            "trace",
                            "replayed-from",
                            "dead-letter-reason",
                            "dead-letter-cause",
                            "dead-letter-topic",
                            "dead-letter-partition",
                            "dead-letter-offset",
                            "dead-letter-timestamp");
            assertThat(IngestScenario.header(letter, "dead-letter-timestamp")).isEqualTo(Long.toString(TIMESTAMP));
        });
        assertThat(second.stream().map(letter -> IngestScenario.header(letter, "dead-letter-reason")))
                .containsExactlyInAnyOrder("NOT_JSON", "NULL_VALUE");
        ingest.process().terminate(GRACE);
    }

    @Test
    void aReplayThatIsKilledLosesAndDoublesNothing() throws Exception {
        // Given
        int letters = 4000;
        long seed = new Random().nextLong();
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        produce(Stream.iterate(0, number -> number + 1)
                .limit(letters)
                .map(number -> record("large", match("L" + number, SMALL)))
                .toList());
        reject(letters);
        // When
        int kills = 0;
        for (int round = 0; round < 4; round++) {
            IngestProcess ingest = scenario.start("killed", MENDED).awaitReady();
            if (killInTheMiddle(ingest, 80 * round + random.nextInt(100))) {
                kills++;
            }
        }
        IngestProcess ingest = scenario.start("last", MENDED).awaitReady();
        String end = last(ingest.replay("{}"));
        // Then
        assertThat(end).contains("\"state\":\"DONE\"");
        System.out.println("kills=" + kills + " last=" + end);
        assertThat(kills).isPositive();
        Map<String, Long> times = replayedRecords().stream()
                .collect(Collectors.groupingBy(
                        record -> IngestScenario.header(record, "replayed-from"), Collectors.counting()));
        assertThat(times)
                .hasSize(letters)
                .allSatisfy((letter, count) -> assertThat(count).as(letter).isEqualTo(1));
        await().atMost(LIMIT).until(() -> scenario.rows().size() == letters);
        assertThat(scenario.rows().values()).allSatisfy(rows -> assertThat(rows).hasSize(1));
        assertThat(ingest.call("/dlq").body()).contains("\"waiting\":0");
        ingest.process().terminate(GRACE);
    }

    @Test
    void whoHangsUpStopsTheReplayAndTheNextGoesOn() throws Exception {
        // Given
        int letters = 8000;
        produce(Stream.iterate(0, number -> number + 1)
                .limit(letters)
                .map(number -> record("large", match("L" + number, SMALL)))
                .toList());
        reject(letters);
        IngestProcess ingest = scenario.start("hung-up", MENDED).awaitReady();
        // When
        try (Stream<String> lines = ingest.replay("{}").body()) {
            assertThat(lines.iterator().next()).contains("\"state\":\"RUNNING\"");
        }
        // Then
        await().atMost(LIMIT)
                .until(() -> Files.readString(ingest.process().log()).contains("Replayed dead letters sent="));
        assertThat(Files.readString(ingest.process().log())).doesNotContain("sent=" + letters);
        // When
        assertThat(last(ingest.replay("{}"))).contains("\"state\":\"DONE\"");
        // Then
        Set<String> origins = replayedRecords().stream()
                .map(record -> IngestScenario.header(record, "replayed-from"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(replayedRecords()).hasSize(letters);
        assertThat(origins).hasSize(letters);
        ingest.process().terminate(GRACE);
    }

    @Test
    void anEarlierReplayThatComesBackIsFenced() throws Exception {
        // Given
        produce(List.of(record("bad", "{"), record("null", null)));
        IngestProcess ingest = scenario.start().awaitReady();
        await().atMost(LIMIT).until(() -> scenario.offsetsInLake() == 2);
        try (KafkaProducer<byte[], byte[]> earlier = producer(scenario.topic() + "_dlq_replay")) {
            earlier.initTransactions();
            earlier.beginTransaction();
            earlier.send(record("bad", "{")).get();
            // When
            String end = last(ingest.replay("{}"));
            // Then
            assertThat(end).contains("\"state\":\"DONE\",\"selected\":2,\"sent\":2,");
            assertThatThrownBy(earlier::commitTransaction).isInstanceOf(KafkaException.class);
        }
        assertThat(scenario.committedRecords(scenario.topic())).hasSize(4);
        assertThat(replayedRecords()).hasSize(2);
        ingest.process().terminate(GRACE);
    }

    @Test
    void saysThatKafkaIsAwayAndListsAgainWhenItIsBack() throws Exception {
        // Given
        produce(List.of(record("bad", "{")));
        IngestProcess ingest =
                scenario.start("away", Map.of("kafka.max.block.ms", "3000")).awaitReady();
        await().atMost(LIMIT).until(() -> ingest.call("/dlq").body().contains("\"waiting\":1"));
        // When
        cluster.stop(Server.KAFKA);
        HttpResponse<Stream<String>> refused = ingest.replay("{}");
        // Then
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body().collect(Collectors.joining()))
                .contains("\"code\":\"kafka-unreachable\"")
                .contains("Cannot replay the dead letters of topic " + scenario.topic() + "_dlq: the brokers at "
                        + scenario.kafkaBootstrap() + " do not answer (");
        // When
        cluster.start(Set.of(Server.KAFKA));
        // Then
        assertThat(last(ingest.replay("{}"))).contains("\"state\":\"DONE\",\"selected\":1,\"sent\":1,");
        ingest.process().terminate(GRACE);
    }

    @Test
    void refusesWhatMakesNoSenseAndSaysSo() throws Exception {
        // Given
        IngestProcess ingest = scenario.start().awaitReady();
        // When
        HttpResponse<Stream<String>> misspelt = ingest.replay("{\"reason\":[\"TOO_LARGE\"]}");
        HttpResponse<String> unordered = ingest.call("/dlq?order=best");
        HttpResponse<Stream<String>> partless = ingest.replay("{\"from_offset\":3}");
        // Then
        assertThat(misspelt.statusCode()).isEqualTo(400);
        assertThat(misspelt.body().collect(Collectors.joining()))
                .contains("Cannot read the request's body at ")
                .contains("; its parts are from_offset, partition, reasons, since, to_offset, topic");
        assertThat(ingest.replayAs("text/plain", "{}").statusCode()).isEqualTo(415);
        assertThat(unordered.statusCode()).isEqualTo(400);
        assertThat(unordered.body())
                .isEqualTo("{\"code\":\"invalid-parameter\",\"title\":\"Invalid parameter\",\"status\":400,"
                        + "\"detail\":\"Cannot order by 'best': order is newest or oldest\"}");
        assertThat(partless.statusCode()).isEqualTo(400);
        assertThat(partless.body().collect(Collectors.joining()))
                .contains("Cannot select dead letters: offsets count in a partition, and none is given; add partition");
        try (var admin = scenario.admin()) {
            admin.deleteTopics(List.of(scenario.topic() + "_dlq")).all().get();
        }
        await().atMost(LIMIT).until(() -> ingest.call("/dlq").statusCode() == 404);
        assertThat(ingest.call("/dlq").body())
                .contains("Cannot read topic " + scenario.topic()
                        + "_dlq: it does not exist; nothing was rejected yet, or ingest.dlq-topic names another");
        ingest.process().terminate(GRACE);
    }

    /** Kills so long after the answer has begun; false when the replay was faster. */
    private static boolean killInTheMiddle(IngestProcess ingest, long delayMillis) throws Exception {
        Stream<String> lines = ingest.replay("{}").body();
        // By the clock, and not between two lines: a fast machine is done before the second one.
        CompletableFuture<Void> kill = CompletableFuture.runAsync(
                ingest.process()::kill, CompletableFuture.delayedExecutor(delayMillis, TimeUnit.MILLISECONDS));
        try (lines) {
            return lines.noneMatch(line -> line.contains("\"state\":\"DONE\""));
        } catch (UncheckedIOException cutOff) {
            return true;
        } finally {
            kill.join();
        }
    }

    private static String last(HttpResponse<Stream<String>> answer) {
        List<String> lines = answer.body().toList();
        return lines.get(lines.size() - 1);
    }

    private void reject(long records) throws Exception {
        IngestProcess broken = scenario.start("broken", BROKEN);
        await().atMost(LIMIT).until(() -> scenario.offsetsInLake() == records);
        broken.process().terminate(GRACE);
    }

    private List<ConsumerRecord<byte[], byte[]>> replayedRecords() {
        return scenario.committedRecords(scenario.topic()).stream()
                .filter(record -> record.headers().lastHeader("replayed-from") != null)
                .toList();
    }

    private static List<String> headerNames(ConsumerRecord<?, ?> record) {
        List<String> names = new ArrayList<>();
        for (Header header : record.headers()) {
            names.add(header.key());
        }
        return names;
    }

    private ProducerRecord<byte[], byte[]> record(String key, String value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                scenario.topic(), 0, TIMESTAMP, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
        record.headers().add("trace", "1".getBytes(UTF_8));
        return record;
    }

    private void produce(List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", scenario.kafkaBootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                var unused = producer.send(record);
            }
            producer.flush();
        }
    }

    private KafkaProducer<byte[], byte[]> producer(String transactionalId) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", scenario.kafkaBootstrap(), "transactional.id", transactionalId),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** @param padding bytes that the reader passes over */
    private static String match(String id, int padding) {
        return "{\"match_id\":\"EUW1_" + id + "\",\"timestamp\":1768298400000,\"duration\":1800,"
                + "\"participants\":[{\"summoner_name\":\"A\",\"champion_name\":\"Ahri\"}],\"more\":\""
                + "x".repeat(padding) + "\"}";
    }
}
