package dev.lolbatch.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.ingest.batch.Assignment;
import dev.lolbatch.ingest.batch.Assignments;
import dev.lolbatch.ingest.batch.Payload;
import dev.lolbatch.ingest.batch.ReadRecord;
import dev.lolbatch.ingest.batch.ReadRecord.Accepted;
import dev.lolbatch.ingest.batch.ReadRecord.Rejected;
import dev.lolbatch.ingest.batch.RecordHeader;
import dev.lolbatch.ingest.batch.RecordReader;
import dev.lolbatch.ingest.match.JsonMatchReader;
import dev.lolbatch.ingest.match.MatchReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PollReadingTest {
    private static final String TOPIC = "lol_matches";
    private static final long RECEIVED = 1_768_298_400_000L;
    private static final TopicPartition ZERO = new TopicPartition(TOPIC, 0);
    private static final TopicPartition ONE = new TopicPartition(TOPIC, 1);

    private final Assignments assignments = new Assignments();
    private final PolledOffsets polled = new PolledOffsets();
    private final List<RecordReader> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(RecordReader::close);
    }

    @Test
    void eachPartitionGoesOnAsOneRecordOfWhatItsRecordsBecame() {
        // Given
        Assignment zero = assignments.begin(0, 10);
        Assignment one = assignments.begin(1, 0);
        ConsumerRecords<byte[], Object> records = poll(Map.of(
                ZERO, List.of(record(0, 10, match()), record(0, 13, "no json")), ONE, List.of(record(1, 0, match()))));
        // When
        ConsumerRecords<byte[], Object> read =
                reading(new JsonMatchReader(10_000)).onConsume(records);
        // Then
        assertThat(read.count()).isEqualTo(2);
        assertThat(read.nextOffsets()).isEqualTo(records.nextOffsets());
        List<ReadRecord> ofZero = value(read, ZERO);
        assertThat(ofZero).hasSize(2);
        assertThat(ofZero.get(0)).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.position().offset()).isEqualTo(10);
            assertThat(accepted.position().timestampMillis()).isEqualTo(RECEIVED);
            assertThat(accepted.assignment()).isEqualTo(zero.number());
        });
        assertThat(ofZero.get(1)).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.position().offset()).isEqualTo(13);
            assertThat(rejected.reject().value().bytes()).isEqualTo("no json".getBytes(UTF_8));
            assertThat(rejected.reject().key()).isEqualTo("key".getBytes(UTF_8));
            assertThat(rejected.reject().headers())
                    .extracting(RecordHeader::name)
                    .containsExactly("producer");
        });
        assertThat(value(read, ONE)).extracting(ReadRecord::assignment).containsExactly(one.number());
        assertThat(polled.next(0, zero)).isEqualTo(14);
        assertThat(polled.next(1, one)).isEqualTo(1);
    }

    @Test
    void recordsOfAPartitionThatIsNotPlacedAreLeftOut() {
        // Given
        assignments.begin(0, 10);
        ConsumerRecords<byte[], Object> records =
                poll(Map.of(ZERO, List.of(record(0, 10, match())), ONE, List.of(record(1, 0, match()))));
        // When
        ConsumerRecords<byte[], Object> read =
                reading(new JsonMatchReader(10_000)).onConsume(records);
        // Then
        assertThat(read.partitions()).containsExactly(ZERO);
    }

    @Test
    void whenReadingFailsNothingBehindItIsTakenForItsContinuation() {
        // Given
        assignments.begin(0, 10);
        PollReading reading = reading((payload, timestamp) -> {
            throw new ArithmeticException("a bug");
        });
        ConsumerRecords<byte[], Object> records = poll(Map.of(ZERO, List.of(record(0, 10, match()))));
        // When
        assertThatThrownBy(() -> reading.onConsume(records)).hasRootCauseMessage("a bug");
        // Then
        assertThat(assignments.of(0)).isEmpty();
    }

    @Test
    void anErrorIsNotTakenForAPollWithoutRecords() {
        // Given: an error would leave Kafka's poll, which has moved behind the records, and the connector would poll
        // on.
        assignments.begin(0, 10);
        PollReading reading = reading((payload, timestamp) -> {
            throw new StackOverflowError("too deep");
        });
        ConsumerRecords<byte[], Object> records = poll(Map.of(ZERO, List.of(record(0, 10, match()))));
        // When
        assertThatThrownBy(() -> reading.onConsume(records))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cannot read what was polled of [lol_matches-0]")
                .hasCauseInstanceOf(StackOverflowError.class);
        // Then
        assertThat(assignments.of(0)).isEmpty();
    }

    @Test
    void recordsThatWereNotReadAreRefused() {
        // Given: Kafka passes on what an interceptor failed at.
        MatchConsumer consumer = new MatchConsumer(null);
        ConsumerRecords<byte[], Object> records = poll(Map.of(ZERO, List.of(record(0, 10, match()))));
        // When, then
        assertThatThrownBy(() -> consumer.consume(records))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Cannot take records of topic=lol_matches partition=0 from offset=10: reading them failed, as the"
                                + " warning before this says; nothing of them is in the lake, and they are read again at the next"
                                + " start");
    }

    private PollReading reading(MatchReader reader) {
        RecordReader records = new RecordReader(reader, 2);
        opened.add(records);
        return new PollReading(assignments, polled, records);
    }

    private static List<ReadRecord> value(ConsumerRecords<byte[], Object> records, TopicPartition partition) {
        return ((PollReading.Read) records.records(partition).get(0).value()).records();
    }

    private static ConsumerRecords<byte[], Object> poll(
            Map<TopicPartition, List<ConsumerRecord<byte[], Object>>> records) {
        return new ConsumerRecords<>(records, Map.of(ZERO, new OffsetAndMetadata(14)));
    }

    private static ConsumerRecord<byte[], Object> record(int partition, long offset, String value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("producer", new byte[] {1});
        return new ConsumerRecord<>(
                TOPIC,
                partition,
                offset,
                RECEIVED,
                TimestampType.CREATE_TIME,
                3,
                value.length(),
                "key".getBytes(UTF_8),
                Payload.of(value.getBytes(UTF_8)),
                headers,
                Optional.empty());
    }

    private static String match() {
        return "{\"match_id\":\"M\",\"timestamp\":" + RECEIVED + ",\"participants\":[{\"summoner_name\":\"A\"}]}";
    }
}
