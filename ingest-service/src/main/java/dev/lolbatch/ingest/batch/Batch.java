package dev.lolbatch.ingest.batch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is committed at once: offset ranges, and all that the records in them became.
 *
 * @param id unique over all attempts of all writers, and says where the batch began
 * @param opened when its first record came; of an idle batch, when it was cut
 * @param ranges by partition, at least one; empty ranges of partitions that are idle
 * @param watermarks by partition of the ranges: until when the lake holds it once this batch is committed
 * @param assignments by partition: the number of the assignment that its records were polled under
 * @param matches by match date; empty when every record was rejected
 * @param rejects in the order in which they came
 */
public record Batch(
        String id,
        Instant opened,
        SortedMap<Integer, OffsetRange> ranges,
        SortedMap<Integer, Instant> watermarks,
        Map<Integer, Long> assignments,
        SortedMap<LocalDate, List<PackedMatch>> matches,
        List<Reject> rejects) {

    /** Whether it moves no offset, and only says until when idle partitions are in the lake. */
    public boolean isIdle() {
        return movedRanges().isEmpty();
    }

    /** The ranges of the partitions that it moves. */
    public SortedMap<Integer, OffsetRange> movedRanges() {
        SortedMap<Integer, OffsetRange> moved = new TreeMap<>(ranges);
        moved.values().removeIf(OffsetRange::isEmpty);
        return moved;
    }

    /** Rows over all dates. */
    public int rowCount() {
        return matches.values().stream()
                .flatMap(List::stream)
                .mapToInt(PackedMatch::rowCount)
                .sum();
    }

    /** Matches over all dates. */
    public int matchCount() {
        return matches.values().stream().mapToInt(List::size).sum();
    }

    /** What is left of the batch without these partitions; empty when nothing is. */
    Optional<Batch> without(Set<Integer> partitions) {
        if (partitions.isEmpty()) {
            return Optional.of(this);
        }
        SortedMap<Integer, OffsetRange> left = new TreeMap<>(ranges);
        left.keySet().removeAll(partitions);
        if (left.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<Integer, Instant> watermarksLeft = new TreeMap<>(watermarks);
        watermarksLeft.keySet().removeAll(partitions);
        SortedMap<LocalDate, List<PackedMatch>> matchesLeft = new TreeMap<>();
        matches.values().forEach(day -> day.stream()
                .filter(match -> left.containsKey(match.position().partition()))
                .forEach(match -> matchesLeft
                        .computeIfAbsent(match.date(), date -> new ArrayList<>())
                        .add(match)));
        List<Reject> rejectsLeft = rejects.stream()
                .filter(reject -> left.containsKey(reject.position().partition()))
                .toList();
        return Optional.of(new Batch(id, opened, left, watermarksLeft, assignments, matchesLeft, rejectsLeft));
    }
}
