package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.batch.Assignments;
import dev.lolbatch.ingest.batch.FailureReason;
import dev.lolbatch.ingest.batch.Placement;
import dev.lolbatch.ingest.config.IngestConfig;
import dev.lolbatch.ingest.kafka.StartingOffsets.UnknownGroupOffset;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeOffsets;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Seeks every partition to the lake's offset when it is assigned, and again after a fence.
 *
 * <p>All of it happens on Kafka's polling thread, between two polls. While the lake cannot be asked, its partitions stay
 * unplaced: nothing polled from them is used, and placing them is tried again.
 */
@ApplicationScoped
public class LakePlacement implements Placement {
    private static final Logger LOG = Logger.getLogger(LakePlacement.class);

    private final IngestConfig config;
    private final Lake lake;
    private final KafkaTopic topic;
    private final Assignments assignments;
    private final KafkaClientService clients;
    private final PlacementEvents events;
    private final Clock clock;

    /** Touched on the polling thread only. */
    private final Set<TopicPartition> unplaced = new HashSet<>();

    /** When to try again what could not be placed; empty when nothing waits for it. */
    private volatile Optional<Instant> nextAttempt = Optional.empty();

    LakePlacement(
            IngestConfig config,
            Lake lake,
            KafkaTopic topic,
            Assignments assignments,
            KafkaClientService clients,
            PlacementEvents events,
            Clock clock) {
        this.config = config;
        this.lake = lake;
        this.topic = topic;
        this.assignments = assignments;
        this.clients = clients;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void restart() {
        onPollingThread(consumer -> place(consumer, consumer.assignment()));
    }

    /** Tries again what could not be placed, when its time has come. */
    public void retry() {
        if (nextAttempt.filter(due -> !due.isAfter(clock.instant())).isPresent()) {
            nextAttempt = Optional.empty();
            onPollingThread(consumer -> place(consumer, Set.copyOf(unplaced)));
        }
    }

    private void onPollingThread(java.util.function.Consumer<Consumer<Object, Object>> action) {
        clients.getConsumer(MatchConsumer.CHANNEL)
                .runOnPollingThread(action)
                .subscribe()
                .with(done -> {}, failure -> {
                    LOG.warn("Cannot place partitions; trying again", failure);
                    tryAgainLater();
                });
    }

    /** Forgets partitions that are given up; call it on the polling thread. */
    void forget(Collection<TopicPartition> partitions) {
        unplaced.removeAll(partitions);
        events.unplaced(unplaced.size());
    }

    /** Seeks partitions to the lake's offsets and begins their assignments; call it on the polling thread. */
    void place(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        assignments.end(partitions.stream().map(TopicPartition::partition).toList());
        try {
            startingOffsets(consumer, partitions).forEach((partition, offset) -> {
                consumer.seek(partition, offset);
                assignments.begin(partition.partition(), offset);
                LOG.infof(
                        "Placed topic=%s partition=%d start_offset=%d",
                        partition.topic(), partition.partition(), offset);
            });
            // What was held is paused, and the connector resumes only what it paused itself.
            Collection<TopicPartition> held =
                    partitions.stream().filter(unplaced::contains).toList();
            consumer.resume(held);
            unplaced.removeAll(partitions);
        } catch (IngestStoppedException e) {
            hold(consumer, partitions);
            events.stopped(e);
        } catch (RuntimeException e) {
            hold(consumer, partitions);
            events.unplaceable(e);
            LOG.warnf(
                    "Cannot read where to begin partitions=%s: retry_in=%s reason=\"%s\"",
                    partitions, config.retry().backoff(), FailureReason.of(e));
            LOG.debug("The failure in full", e);
            tryAgainLater();
        }
        events.unplaced(unplaced.size());
    }

    private void tryAgainLater() {
        nextAttempt = Optional.of(clock.instant().plus(config.retry().backoff()));
    }

    // Any position will do: without an assignment, nothing polled from here is used.
    private void hold(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        unplaced.addAll(partitions);
        consumer.seekToBeginning(partitions.stream().toList());
        consumer.pause(partitions.stream().toList());
    }

    private Map<TopicPartition, Long> startingOffsets(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Table table = lake.createTableIfAbsent();
        checkTopicId(table);
        LakeOffsets lakeOffsets = LakeOffsets.of(config.topic(), table.properties());
        Map<TopicPartition, OffsetAndMetadata> group = consumer.committed(Set.copyOf(partitions));
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(Set.copyOf(partitions));
        Map<TopicPartition, Long> ends = consumer.endOffsets(Set.copyOf(partitions));
        UnknownGroupOffset unknown = config.adoptGroupOffsets() ? UnknownGroupOffset.ADOPT : UnknownGroupOffset.STOP;
        return partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> new StartingOffsets(
                        partition.topic(),
                        partition.partition(),
                        lakeOffsets.of(partition.partition()),
                        offset(group.get(partition)),
                        beginnings.get(partition),
                        ends.get(partition))
                .decide(unknown)));
    }

    private void checkTopicId(Table table) {
        String actual = topic.refresh().id();
        String expected = table.properties().get(LakeOffsets.topicIdProperty(config.topic()));
        if (expected != null && !expected.equals(actual)) {
            throw new IngestStoppedException("Cannot read topic " + config.topic() + ": its id is " + actual
                    + ", but the lake's offsets count in the topic of id " + expected
                    + ": the topic was deleted and created anew; ingest the new one under another topic name, or remove"
                    + " the table's ingest.offset.* and ingest.topic-id.* properties of this topic to begin it at its"
                    + " earliest record");
        }
    }

    private static OptionalLong offset(OffsetAndMetadata committed) {
        return committed == null ? OptionalLong.empty() : OptionalLong.of(committed.offset());
    }
}
