package dev.lolbatch.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.ingest.batch.Payload;
import dev.lolbatch.ingest.batch.RecordHeader;
import dev.lolbatch.ingest.batch.RecordPosition;
import dev.lolbatch.ingest.batch.Reject;
import dev.lolbatch.ingest.dlq.DeadLetterQueue;
import dev.lolbatch.ingest.dlq.DeadLetterQueue.Listing;
import dev.lolbatch.ingest.dlq.DeadLetterQueue.Order;
import dev.lolbatch.ingest.dlq.DeadLetterQueue.Progress;
import dev.lolbatch.ingest.dlq.DeadLetterQueue.Reason;
import dev.lolbatch.ingest.dlq.DlqException;
import dev.lolbatch.ingest.dlq.LetterFilter;
import dev.lolbatch.ingest.match.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaDeadLetterQueueTest {
    private static final String TOPIC = "lol_matches";
    private static final String DLQ = "lol_matches_dlq";
    private static final String MOCK_GROUP = "dummy.group.id";
    private static final TopicPartition PARTITION = new TopicPartition(DLQ, 0);
    private static final LetterFilter ALL = reasons();

    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    private Optional<OffsetAndMetadata> groupOffset = Optional.empty();
    private MockProducer<byte[], byte[]> producer = producer();
    private boolean topicExists = true;
    private final DeadLetterQueue letters = new KafkaDeadLetterQueue(
            DLQ, this::consumer, () -> producer, new KafkaFailures("broker:9092", DLQ, "lol_matches_dlq_replay"));

    @Test
    void sendsEachLetterOnceWithAReceiptAndTheGroupsOffset() {
        // Given
        reject(RejectReason.NOT_JSON);
        reject(RejectReason.TOO_LARGE);
        // When
        Progress end = letters.replay(ALL, progress -> true);
        // Then
        assertThat(end).isEqualTo(new Progress(2, 2, 12));
        assertThat(producer.history()).hasSize(3);
        assertThat(header(producer.history().get(0), "replayed-from")).isEqualTo("lol_matches_dlq/0/0");
        assertThat(header(producer.history().get(1), "replayed-from")).isEqualTo("lol_matches_dlq/0/1");
        assertThat(header(producer.history().get(2), "replayed-dead-letters")).isEqualTo("0-1");
        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(producer.consumerGroupOffsetsHistory().get(0).get(MOCK_GROUP))
                .isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(2)));
    }

    @Test
    void goesByTheReceiptsWhenKafkaForgotTheGroup() {
        // Given
        reject(RejectReason.NOT_JSON);
        reject(RejectReason.TOO_LARGE);
        letters.replay(reasons("NOT_JSON"), progress -> true);
        appendReceipts();
        reject(RejectReason.NULL_VALUE);
        // When
        Progress end = letters.replay(ALL, progress -> true);
        // Then
        assertThat(end.sent()).isEqualTo(2);
        assertThat(sentFrom()).containsExactly("lol_matches_dlq/0/1", "lol_matches_dlq/0/3");
    }

    @Test
    void theGroupsOffsetNeverPassesALetterThatIsLeft() {
        // Given
        reject(RejectReason.TOO_LARGE);
        reject(RejectReason.NOT_JSON);
        reject(RejectReason.TOO_LARGE);
        // When
        letters.replay(reasons("TOO_LARGE"), progress -> true);
        // Then
        assertThat(sentFrom()).containsExactly("lol_matches_dlq/0/0", "lol_matches_dlq/0/2");
        assertThat(producer.consumerGroupOffsetsHistory().get(0).get(MOCK_GROUP))
                .isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(1)));
    }

    @Test
    void beginsWhereTheGroupStands() {
        // Given
        reject(RejectReason.TOO_LARGE);
        reject(RejectReason.TOO_LARGE);
        groupOffset = Optional.of(new OffsetAndMetadata(1));
        // Then
        assertThat(letters.list(ALL, 10, Order.NEWEST).waiting()).isEqualTo(1);
    }

    @Test
    void listsWhatWaitsByReasonAndTheNewestOrOldest() {
        // Given
        reject(RejectReason.TOO_LARGE);
        reject(RejectReason.NOT_JSON);
        reject(RejectReason.TOO_LARGE);
        log.add(record(new RecordHeaders(), null));
        // When
        Listing newest = letters.list(reasons("TOO_LARGE"), 1, Order.NEWEST);
        Listing oldest = letters.list(ALL, 2, Order.OLDEST);
        // Then
        assertThat(newest.reasons()).containsExactly(new Reason("NOT_JSON", 1, 0), new Reason("TOO_LARGE", 2, 2));
        assertThat(List.of(newest.waiting(), newest.selected(), newest.foreign()))
                .containsExactly(3L, 2L, 1L);
        assertThat(newest.letters()).extracting("dlqOffset").containsExactly(2L);
        assertThat(oldest.letters()).extracting("dlqOffset").containsExactly(0L, 1L);
    }

    @Test
    void stopsBetweenTransactionsWhenTold() {
        // Given
        reject(RejectReason.TOO_LARGE);
        // When
        Progress end = letters.replay(ALL, progress -> false);
        // Then
        assertThat(end).isEqualTo(new Progress(1, 0, 0));
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void keepsAProducersHeadersAndDropsThoseThatPassForOurs() {
        // Given
        Reject reject = new Reject(
                new RecordPosition(2, 5, 1768298400000L),
                null,
                null,
                List.of(
                        new RecordHeader("trace", new byte[] {1}),
                        new RecordHeader("dead-letter-topic", "elsewhere".getBytes(UTF_8)),
                        new RecordHeader("replayed-dead-letters", "0-99".getBytes(UTF_8))),
                RejectReason.NULL_VALUE,
                "Cannot read it");
        // When
        ProducerRecord<byte[], byte[]> letter = DeadLetterHeaders.letter(DLQ, TOPIC, reject);
        // Then
        assertThat(letter.headers().toArray())
                .extracting("key")
                .containsExactly(
                        "trace",
                        "dead-letter-reason",
                        "dead-letter-cause",
                        "dead-letter-topic",
                        "dead-letter-partition",
                        "dead-letter-offset",
                        "dead-letter-timestamp");
        assertThat(header(letter, "dead-letter-topic")).isEqualTo(TOPIC);
        // When
        log.add(record(letter.headers(), null));
        letters.replay(ALL, progress -> true);
        // Then
        ProducerRecord<byte[], byte[]> replayed = producer.history().get(0);
        assertThat(replayed.headers().toArray()).extracting("key").containsExactly("trace", "replayed-from");
        assertThat(replayed.value()).isNull();
        assertThat(replayed.partition()).isEqualTo(2);
        assertThat(replayed.timestamp()).isEqualTo(1768298400000L);
    }

    @Test
    void abortsWhatFailsAndSaysWhatToDo() {
        assertFailure(
                new TimeoutException("no answer"),
                DlqException.Code.KAFKA_UNREACHABLE,
                "the brokers at broker:9092 do not answer (no answer); see that they run, and call again: what was"
                        + " replayed is not replayed twice");
        assertFailure(
                new KafkaException("failed", new TopicAuthorizationException(Set.of(TOPIC))),
                DlqException.Code.NOT_AUTHORIZED,
                "Kafka refuses (Not authorized to access topics: [lol_matches]); allow ingest's user to read and write"
                        + " topic lol_matches_dlq, to write the topics that it holds records of, to read group"
                        + " lol_matches_dlq_replay, and to write transactional id lol_matches_dlq_replay");
        assertFailure(
                new ProducerFencedException("fenced"),
                DlqException.Code.SUPERSEDED,
                "another replay of it began meanwhile and goes on with the rest; wait for its end");
        assertFailure(
                new RecordTooLargeException("too large"),
                DlqException.Code.REPLAY_FAILED,
                "the topic does not take a record of this size (too large); raise its max.message.bytes, or select the"
                        + " others");
    }

    private void assertFailure(KafkaException failure, DlqException.Code code, String reason) {
        log.clear();
        reject(RejectReason.TOO_LARGE);
        producer = producer();
        producer.commitTransactionException = failure;
        assertThatThrownBy(() -> letters.replay(ALL, progress -> true))
                .isInstanceOfSatisfying(
                        DlqException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessage("Cannot replay the dead letters of topic lol_matches_dlq: " + reason);
        assertThat(producer.transactionAborted()).isTrue();
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void saysWhichTopicIsNotThere() {
        // Given
        topicExists = false;
        // Then
        assertThatThrownBy(() -> letters.list(ALL, 1, Order.NEWEST))
                .hasMessage("Cannot read topic lol_matches_dlq: it does not exist; nothing was rejected yet, or"
                        + " ingest.dlq-topic names another");
        // Given
        topicExists = true;
        Reject reject = new Reject(
                new RecordPosition(0, 0, 1),
                null,
                Payload.of(new byte[1]),
                List.of(),
                RejectReason.NOT_JSON,
                "Cannot read it");
        log.add(record(DeadLetterHeaders.letter(DLQ, "gone", reject).headers(), new byte[1]));
        // Then
        assertThatThrownBy(() -> letters.replay(ALL, progress -> true))
                .hasMessage("Cannot replay to topic gone: it does not exist any more; create it, or select the dead"
                        + " letters of another topic");
    }

    private void reject(RejectReason reason) {
        byte[] value = "{wrong".getBytes(UTF_8);
        Reject reject = new Reject(
                new RecordPosition(1, 100 + log.size(), 1768298400000L),
                null,
                Payload.of(value),
                List.of(),
                reason,
                "Cannot read it");
        log.add(record(DeadLetterHeaders.letter(DLQ, TOPIC, reject).headers(), value));
    }

    private ConsumerRecord<byte[], byte[]> record(Headers headers, byte[] value) {
        int size = value == null ? ConsumerRecord.NULL_SIZE : value.length;
        long rejectedAt = 1768298460000L + log.size();
        return new ConsumerRecord<>(
                DLQ,
                0,
                log.size(),
                rejectedAt,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                size,
                null,
                value,
                headers,
                Optional.empty());
    }

    /** What the last replay wrote to the dead letter topic comes to lie there, and the next one has a producer of its own. */
    private void appendReceipts() {
        producer.history().stream()
                .filter(sent -> sent.topic().equals(DLQ))
                .forEach(receipt -> log.add(record(receipt.headers(), null)));
        producer = producer();
    }

    private List<String> sentFrom() {
        return producer.history().stream()
                .filter(sent -> sent.topic().equals(TOPIC))
                .map(sent -> header(sent, "replayed-from"))
                .toList();
    }

    private static String header(ProducerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static LetterFilter reasons(String... reasons) {
        return new LetterFilter(
                Set.of(reasons),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    private static MockProducer<byte[], byte[]> producer() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private MockConsumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = new LogConsumer();
        if (topicExists) {
            consumer.updatePartitions(DLQ, List.of(new PartitionInfo(DLQ, 0, null, null, null)));
        }
        consumer.updatePartitions(
                TOPIC,
                List.of(
                        new PartitionInfo(TOPIC, 0, null, null, null),
                        new PartitionInfo(TOPIC, 1, null, null, null),
                        new PartitionInfo(TOPIC, 2, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) log.size()));
        return consumer;
    }

    /** Reads the log from where it is sought to, as often as it is. */
    private final class LogConsumer extends MockConsumer<byte[], byte[]> {
        LogConsumer() {
            super("earliest");
        }

        @Override
        public synchronized void seek(TopicPartition partition, long offset) {
            super.seek(partition, offset);
            log.subList((int) offset, log.size()).forEach(this::addRecord);
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
            return groupOffset.map(offset -> Map.of(PARTITION, offset)).orElse(Map.of());
        }
    }
}
