package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.batch.BatchLoop;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hands what was polled and read to the loop. Not returning is the back-pressure: the connector pauses the partitions. */
@ApplicationScoped
public class MatchConsumer {
    static final String CHANNEL = "lol-matches";

    private final BatchLoop loop;

    MatchConsumer(BatchLoop loop) {
        this.loop = loop;
    }

    @Incoming(CHANNEL)
    @Blocking("ingest")
    void consume(ConsumerRecords<byte[], Object> polled) throws InterruptedException {
        for (ConsumerRecord<byte[], Object> partition : polled) {
            if (!(partition.value() instanceof PollReading.Read read)) {
                throw new IllegalStateException("Cannot take records of topic=" + partition.topic() + " partition="
                        + partition.partition() + " from offset=" + partition.offset()
                        + ": reading them failed, as the warning before this says; nothing of them is in the lake, and they"
                        + " are read again at the next start");
            }
            loop.accept(read.records());
        }
    }
}
