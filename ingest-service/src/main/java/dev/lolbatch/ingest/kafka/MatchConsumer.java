package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.batch.BatchLoop;
import dev.lolbatch.ingest.batch.ConsumedRecord;
import dev.lolbatch.ingest.batch.RecordHeader;
import dev.lolbatch.ingest.batch.RecordPosition;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hands polled records to the loop. Not returning is the back-pressure: the connector pauses the partitions. */
@ApplicationScoped
public class MatchConsumer {
    static final String CHANNEL = "lol-matches";

    private final BatchLoop loop;

    MatchConsumer(BatchLoop loop) {
        this.loop = loop;
    }

    @Incoming(CHANNEL)
    @Blocking("ingest")
    void consume(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        List<ConsumedRecord> consumed = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            RecordPosition position = new RecordPosition(record.partition(), record.offset(), record.timestamp());
            AssignmentStamp.of(record)
                    .ifPresent(assignment -> consumed.add(
                            new ConsumedRecord(position, assignment, record.key(), record.value(), headers(record))));
        }
        loop.accept(consumed);
    }

    private static List<RecordHeader> headers(ConsumerRecord<?, ?> record) {
        List<RecordHeader> headers = List.of();
        for (Header header : record.headers()) {
            if (!header.key().equals(AssignmentStamp.HEADER)) {
                headers = headers.isEmpty() ? new ArrayList<>() : headers;
                headers.add(new RecordHeader(header.key(), header.value()));
            }
        }
        return headers;
    }
}
