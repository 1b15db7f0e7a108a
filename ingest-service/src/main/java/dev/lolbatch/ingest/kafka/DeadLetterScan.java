package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.dlq.DlqException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * One look at the dead letter topic: from where the replay group stands to the end as it was when the look began.
 *
 * <p>The group's offset only saves reading: every letter before it was replayed. Lost, or behind, it changes nothing, because
 * the receipts lie in the topic itself. Kafka forgets the offsets of a group that rests for a week, so nothing else could
 * be built on them.
 */
final class DeadLetterScan {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STANDSTILL = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> begins = new HashMap<>();
    private final Map<TopicPartition, Long> ends;

    private DeadLetterScan(Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) {
        this.consumer = consumer;
        consumer.assign(partitions);
        this.ends = Map.copyOf(consumer.endOffsets(partitions));
        Map<TopicPartition, OffsetAndMetadata> group = consumer.committed(partitions);
        consumer.beginningOffsets(partitions).forEach((partition, beginning) -> {
            OffsetAndMetadata hint = group.get(partition);
            // Behind the end it counts in a topic that was there before this one.
            boolean usable = hint != null && hint.offset() >= beginning && hint.offset() <= ends.get(partition);
            begins.put(partition, usable ? hint.offset() : beginning);
        });
    }

    /**
     * Looks where the topic begins and ends; the consumer is the caller's to close.
     *
     * @throws DlqException when there is no such topic
     */
    static DeadLetterScan open(Consumer<byte[], byte[]> consumer, String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            throw new DlqException(
                    DlqException.Code.TOPIC_NOT_FOUND,
                    "Cannot read topic " + topic
                            + ": it does not exist; nothing was rejected yet, or ingest.dlq-topic names another");
        }
        return new DeadLetterScan(
                consumer,
                partitions.stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .collect(Collectors.toSet()));
    }

    /**
     * How many partitions a topic has. Asked before anything is sent there: a producer would have the broker create it.
     *
     * @throws DlqException when there is no such topic
     */
    int partitionCount(String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            throw new DlqException(
                    DlqException.Code.TOPIC_NOT_FOUND,
                    "Cannot replay to topic " + topic
                            + ": it does not exist any more; create it, or select the dead letters of another topic");
        }
        return partitions.size();
    }

    /** An empty set of this topic's offsets. */
    OffsetSet noOffsets() {
        return new OffsetSet(begins.entrySet().stream()
                .collect(Collectors.toMap(begin -> begin.getKey().partition(), Map.Entry::getValue)));
    }

    /** Takes every committed record. */
    void forEach(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        begins.forEach(consumer::seek);
        readToEnd(records -> {
            records.forEach(taker);
            return true;
        });
    }

    /** Takes polls that may hold these offsets, in each partition's order, until the taker has enough. */
    void forEachPoll(OffsetSet wanted, Predicate<ConsumerRecords<byte[], byte[]>> taker) {
        ends.forEach((partition, end) -> {
            OptionalLong lowest = wanted.lowest(partition.partition());
            consumer.seek(partition, lowest.orElse(end));
        });
        readToEnd(taker);
    }

    private void readToEnd(Predicate<ConsumerRecords<byte[], byte[]>> taker) {
        long left = left();
        long movedAt = System.nanoTime();
        while (left > 0) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty() && !taker.test(records)) {
                return;
            }
            long now = left();
            if (now < left) {
                left = now;
                movedAt = System.nanoTime();
            } else if (System.nanoTime() - movedAt > STANDSTILL.toNanos()) {
                throw new TimeoutException("no record came for " + STANDSTILL.toSeconds() + " s, and " + left
                        + " offsets of the dead letter topic are to be read");
            }
        }
    }

    private long left() {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }
}
