package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.batch.Assignments;
import dev.lolbatch.ingest.batch.BatchLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Lag and committed offset of each owned partition: how far the lake, not the consumer, is behind the topic.
 *
 * <p>Transactions leave offsets without a record: their markers, and what was aborted. When every polled record of a
 * partition is in the lake and the consumer stands further on, nothing but such offsets lies in between; they are no lag,
 * and the loop is told to take the lake's offset over them. Left behind, it would look to every other monitor like a
 * record that never comes, and like a lost one as soon as retention passes it.
 *
 * <p>A partition without lag is caught up, at the moment just before its end was asked for; the loop is told, because the
 * watermark of a partition that nobody writes to goes on by this alone.
 */
@ApplicationScoped
public class LagMonitor {
    private static final Logger LOG = Logger.getLogger(LagMonitor.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final KafkaClientService clients;
    private final Assignments assignments;
    private final CommittedOffsets committed;
    private final PolledOffsets polled;
    private final BatchLoop loop;
    private final MultiGauge lag;
    private final MultiGauge committedOffset;
    private final Clock clock;
    private volatile Instant next = Instant.EPOCH;

    LagMonitor(
            KafkaClientService clients,
            Assignments assignments,
            CommittedOffsets committed,
            PolledOffsets polled,
            BatchLoop loop,
            MeterRegistry meters,
            Clock clock) {
        this.clients = clients;
        this.assignments = assignments;
        this.committed = committed;
        this.polled = polled;
        this.loop = loop;
        this.lag = MultiGauge.builder("ingest.lag")
                .description("Records of a partition that are not in the lake yet")
                .register(meters);
        this.committedOffset = MultiGauge.builder("ingest.committed.offset")
                .description("The lake's next offset of a partition")
                .register(meters);
        this.clock = clock;
    }

    /** Asks the broker for the topic's ends, every few seconds. */
    public void tick() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(INTERVAL);
        KafkaConsumer<Object, Object> consumer = clients.getConsumer(MatchConsumer.CHANNEL);
        if (consumer != null) {
            consumer.runOnPollingThread(this::measure)
                    .subscribe()
                    .with(done -> {}, failure -> LOG.debugf("Cannot measure the lag: %s", failure.getMessage()));
        }
    }

    private void measure(Consumer<Object, Object> consumer) {
        Instant began = clock.instant();
        Set<TopicPartition> owned = consumer.assignment();
        Map<TopicPartition, Long> ends = consumer.endOffsets(owned);
        List<Row<?>> lags = new ArrayList<>();
        List<Row<?>> offsets = new ArrayList<>();
        for (TopicPartition partition : owned) {
            assignments.of(partition.partition()).ifPresent(assignment -> {
                long lake = committed.next(partition.partition(), assignment.startOffset());
                long done = lake;
                if (polled.next(partition.partition(), assignment) <= lake) {
                    done = Math.max(lake, consumer.position(partition));
                    loop.advance(partition.partition(), assignment.number(), done);
                    if (done >= ends.get(partition)) {
                        loop.caughtUp(partition.partition(), assignment.number(), done, began);
                    }
                }
                Tags tags = Tags.of("partition", Integer.toString(partition.partition()));
                lags.add(Row.of(tags, Math.max(0, ends.get(partition) - done)));
                offsets.add(Row.of(tags, lake));
            });
        }
        lag.register(lags, true);
        committedOffset.register(offsets, true);
    }
}
