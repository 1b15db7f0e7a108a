package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.batch.Assignment;
import dev.lolbatch.ingest.batch.Assignments;
import jakarta.enterprise.inject.spi.CDI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Stamps each record, on Kafka's polling thread, with the assignment that it was polled under. The connector buffers
 * records between polling and delivery, and a seek in between leaves records in that buffer which must not be used; the
 * stamp is what tells them apart.
 *
 * <p>Kafka makes this object by class name, so it looks its collaborators up.
 */
public final class AssignmentStamp implements ConsumerInterceptor<byte[], byte[]> {
    static final String HEADER = "lolbatch-assignment";

    private final Assignments assignments =
            CDI.current().select(Assignments.class).get();
    private final PolledOffsets polled =
            CDI.current().select(PolledOffsets.class).get();

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            Assignment assignment = assignments.of(partition.partition()).orElse(null);
            if (assignment != null) {
                byte[] stamp = ByteBuffer.allocate(Long.BYTES)
                        .putLong(assignment.number())
                        .array();
                List<ConsumerRecord<byte[], byte[]>> ofPartition = records.records(partition);
                ofPartition.forEach(record -> record.headers().add(HEADER, stamp));
                polled.polled(
                        partition.partition(),
                        assignment,
                        ofPartition.get(ofPartition.size() - 1).offset() + 1);
            }
        }
        return records;
    }

    /** The stamp of a record; empty when its partition was not placed yet when it was polled. */
    static OptionalLong of(ConsumerRecord<?, ?> record) {
        Header stamp = record.headers().lastHeader(HEADER);
        return stamp == null
                ? OptionalLong.empty()
                : OptionalLong.of(ByteBuffer.wrap(stamp.value()).getLong());
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
