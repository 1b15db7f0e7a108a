package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.dlq.DeadLetter;
import dev.lolbatch.ingest.dlq.DeadLetterQueue.Reason;
import dev.lolbatch.ingest.dlq.LetterFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which dead letters there are, which of them were replayed, and which a filter selects. */
final class DeadLetterInventory {
    private final LetterFilter filter;
    private final OffsetSet none;
    private final OffsetSet accepted;
    private final OffsetSet replayed;
    private final Map<String, OffsetSet> byReason = new TreeMap<>();
    private long foreign;

    private DeadLetterInventory(LetterFilter filter, OffsetSet none) {
        this.filter = filter;
        this.none = none;
        this.accepted = none.minus(none);
        this.replayed = none.minus(none);
    }

    static DeadLetterInventory of(DeadLetterScan scan, LetterFilter filter) {
        DeadLetterInventory inventory = new DeadLetterInventory(filter, scan.noOffsets());
        scan.forEach(inventory::add);
        return inventory;
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        Optional<String> receipt = DeadLetterHeaders.receiptOf(record);
        if (receipt.isPresent()) {
            replayed.addRanges(record.partition(), receipt.get());
            return;
        }
        Optional<DeadLetter> letter = DeadLetterHeaders.read(record);
        if (letter.isEmpty()) {
            foreign++;
            return;
        }
        byReason.computeIfAbsent(letter.get().reason(), reason -> none.minus(none))
                .add(record.partition(), record.offset());
        if (filter.accepts(letter.get())) {
            accepted.add(record.partition(), record.offset());
        }
    }

    /** Those that were not replayed and that the filter accepts. */
    OffsetSet selected() {
        return accepted.minus(replayed);
    }

    /** Those that were not replayed and that the filter does not accept. */
    OffsetSet left() {
        OffsetSet left = none;
        for (OffsetSet letters : byReason.values()) {
            left = left.plus(letters);
        }
        return left.minus(replayed).minus(accepted);
    }

    /** What waits, by reason; reasons for which nothing waits are left out. */
    List<Reason> reasons() {
        return byReason.entrySet().stream()
                .map(letters -> {
                    OffsetSet waiting = letters.getValue().minus(replayed);
                    return new Reason(
                            letters.getKey(),
                            waiting.size(),
                            waiting.and(accepted).size());
                })
                .filter(reason -> reason.waiting() > 0)
                .toList();
    }

    long foreign() {
        return foreign;
    }
}
