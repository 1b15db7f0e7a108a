package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.batch.Assignment;
import dev.lolbatch.ingest.batch.Assignments;
import dev.lolbatch.ingest.batch.ConsumedRecord;
import dev.lolbatch.ingest.batch.Payload;
import dev.lolbatch.ingest.batch.ReadRecord;
import dev.lolbatch.ingest.batch.RecordHeader;
import dev.lolbatch.ingest.batch.RecordPosition;
import dev.lolbatch.ingest.batch.RecordReader;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Reads what a poll brought before anything else holds it: on Kafka's polling thread and under the assignments of that moment,
 * partitions side by side. Each partition goes on as one record, whose value is a {@link Read}.
 *
 * <p>So the payload of a match lives no longer than its poll, and the connector's queue holds matches, which are small, and
 * rejects. A seek leaves records in that queue that must not be used; the assignment that each was read under is what tells
 * them apart.
 *
 * <p>Kafka makes this object by class name, so it looks its collaborators up.
 */
public final class PollReading implements ConsumerInterceptor<byte[], Object> {
    private final Assignments assignments;
    private final PolledOffsets polled;
    private final RecordReader reader;

    /** For Kafka. */
    public PollReading() {
        this(
                CDI.current().select(Assignments.class).get(),
                CDI.current().select(PolledOffsets.class).get(),
                CDI.current().select(RecordReader.class).get());
    }

    PollReading(Assignments assignments, PolledOffsets polled, RecordReader reader) {
        this.assignments = assignments;
        this.polled = polled;
        this.reader = reader;
    }

    /** What the records of one partition and poll turned out to be, in their order. */
    record Read(List<ReadRecord> records) {}

    /**
     * {@inheritDoc}
     *
     * <p>A partition that is not placed is left out. When reading fails, Kafka passes the records on as they were, which
     * {@link MatchConsumer} refuses; their assignments end, so that nothing behind them is taken for their continuation.
     */
    @Override
    public ConsumerRecords<byte[], Object> onConsume(ConsumerRecords<byte[], Object> records) {
        try {
            return new ConsumerRecords<>(read(placed(records)), records.nextOffsets());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unread(records, e);
        } catch (RuntimeException | Error e) {
            // Kafka catches exceptions only. Of an error nobody would know that these records are missing: the consumer
            // stands
            // behind them, and the connector polls on.
            throw unread(records, e);
        }
    }

    private IllegalStateException unread(ConsumerRecords<?, ?> records, Throwable cause) {
        assignments.end(
                records.partitions().stream().map(TopicPartition::partition).toList());
        return new IllegalStateException("Cannot read what was polled of " + records.partitions(), cause);
    }

    private Map<TopicPartition, List<ConsumedRecord>> placed(ConsumerRecords<byte[], Object> records) {
        Map<TopicPartition, List<ConsumedRecord>> placed = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            Optional<Assignment> assignment = assignments.of(partition.partition());
            assignment.ifPresent(current -> placed.put(partition, consumed(records.records(partition), current)));
        }
        return placed;
    }

    private List<ConsumedRecord> consumed(List<ConsumerRecord<byte[], Object>> records, Assignment assignment) {
        List<ConsumedRecord> consumed = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], Object> record : records) {
            RecordPosition position = new RecordPosition(record.partition(), record.offset(), record.timestamp());
            consumed.add(new ConsumedRecord(
                    position, assignment.number(), record.key(), (Payload) record.value(), headers(record)));
        }
        ConsumedRecord last = consumed.get(consumed.size() - 1);
        polled.polled(last.position().partition(), assignment, last.position().offset() + 1);
        return consumed;
    }

    private Map<TopicPartition, List<ConsumerRecord<byte[], Object>>> read(
            Map<TopicPartition, List<ConsumedRecord>> placed) throws InterruptedException {
        Map<TopicPartition, List<ConsumerRecord<byte[], Object>>> read = new HashMap<>();
        reader.read(placed)
                .forEach((partition, records) -> read.put(
                        partition,
                        List.of(new ConsumerRecord<>(
                                partition.topic(),
                                partition.partition(),
                                records.get(0).position().offset(),
                                null,
                                new Read(records)))));
        return read;
    }

    private static List<RecordHeader> headers(ConsumerRecord<?, ?> record) {
        List<RecordHeader> headers = List.of();
        for (Header header : record.headers()) {
            headers = headers.isEmpty() ? new ArrayList<>() : headers;
            headers.add(new RecordHeader(header.key(), header.value()));
        }
        return headers;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // Only consuming matters here.
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Needs nothing.
    }
}
