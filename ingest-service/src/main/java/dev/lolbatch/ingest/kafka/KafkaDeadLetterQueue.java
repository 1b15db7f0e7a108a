package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.dlq.DeadLetter;
import dev.lolbatch.ingest.dlq.DeadLetterQueue;
import dev.lolbatch.ingest.dlq.LetterFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * The dead letter topic, and its replay in Kafka transactions.
 *
 * <pre>
 *   fence earlier replays ──► read receipts and letters ──► one transaction a poll: records to their topics,
 *                             to the end as it is now        a receipt to the dead letter topic, the group's offsets
 * </pre>
 *
 * Invariant: a letter is replayed when, and only when, a committed receipt in its own partition names it. The receipt lies
 * behind its letters, so retention never takes it before them. A replay that dies leaves an open transaction, which the next
 * one's fence aborts before it looks what was replayed.
 */
public final class KafkaDeadLetterQueue implements DeadLetterQueue {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final String topic;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final KafkaFailures failures;

    /**
     * @param consumers of the replay group, reading committed records only
     * @param producers with the one transactional id of all replays of this topic
     */
    KafkaDeadLetterQueue(
            String topic,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Supplier<Producer<byte[], byte[]>> producers,
            KafkaFailures failures) {
        this.topic = topic;
        this.consumers = consumers;
        this.producers = producers;
        this.failures = failures;
    }

    @Override
    public Listing list(LetterFilter filter, int limit, Order order) {
        return failures.named("list the dead letters of topic " + topic, () -> {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                DeadLetterScan scan = DeadLetterScan.open(consumer, topic);
                DeadLetterInventory inventory = DeadLetterInventory.of(scan, filter);
                OffsetSet selected = inventory.selected();
                List<Reason> reasons = inventory.reasons();
                return new Listing(
                        topic,
                        reasons.stream().mapToLong(Reason::waiting).sum(),
                        selected.size(),
                        inventory.foreign(),
                        reasons,
                        letters(scan, selected, limit, order));
            }
        });
    }

    private static List<DeadLetter> letters(DeadLetterScan scan, OffsetSet selected, int limit, Order order) {
        OffsetSet shown = order == Order.NEWEST ? selected.highestOfEach(limit) : selected.lowestOfEach(limit);
        List<DeadLetter> letters = new ArrayList<>();
        scan.forEachPoll(shown, records -> {
            records.forEach(record -> {
                if (shown.contains(record.partition(), record.offset())) {
                    DeadLetterHeaders.read(record).ifPresent(letters::add);
                }
            });
            return letters.size() < shown.size();
        });
        Comparator<DeadLetter> oldestFirst = Comparator.comparing(DeadLetter::rejectedAt)
                .thenComparing(DeadLetter::dlqPartition)
                .thenComparing(DeadLetter::dlqOffset);
        return letters.stream()
                .sorted(order == Order.NEWEST ? oldestFirst.reversed() : oldestFirst)
                .limit(limit)
                .toList();
    }

    @Override
    public Progress replay(LetterFilter filter, Predicate<Progress> goOn) {
        return failures.named("replay the dead letters of topic " + topic, () -> {
            Producer<byte[], byte[]> producer = producers.get();
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                // Ends an earlier replay, and settles what it had begun, before the receipts are read.
                producer.initTransactions();
                DeadLetterScan scan = DeadLetterScan.open(consumer, topic);
                DeadLetterInventory inventory = DeadLetterInventory.of(scan, filter);
                return new Replay(scan, producer, consumer.groupMetadata(), inventory.selected(), inventory.left())
                        .run(goOn);
            } finally {
                // Without a limit it would wait for brokers that are away, until they come back.
                producer.close(CLOSE_LIMIT);
            }
        });
    }
}
