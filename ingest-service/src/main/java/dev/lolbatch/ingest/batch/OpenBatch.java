package dev.lolbatch.ingest.batch;

import dev.lolbatch.ingest.match.Match;
import dev.lolbatch.ingest.match.MatchReader;
import dev.lolbatch.ingest.match.MatchRejectedException;
import dev.lolbatch.ingest.match.Participant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The batch being collected. Each partition has its own slice, so that losing a partition loses its slice and nothing
 * else. Not thread-safe.
 *
 * <p>Invariant: a slice begins where its assignment, or the last commit under it, ended, and holds every record since.
 */
final class OpenBatch {
    /** One partition's part of the batch. */
    private static final class Slice {
        final long assignment;
        final long start;
        final Instant opened;
        long next;
        final List<MatchRow> rows = new ArrayList<>();
        final List<Reject> rejects = new ArrayList<>();
        int matches;
        long bytes;

        Slice(long assignment, long start, Instant opened) {
            this.assignment = assignment;
            this.start = start;
            this.next = start;
            this.opened = opened;
        }
    }

    /** Where the next slice of a partition begins: after the last commit under this assignment. */
    private record Cursor(long assignment, long next) {}

    private final MatchReader reader;
    private final Assignments assignments;
    private final RandomGenerator random;
    private final SortedMap<Integer, Slice> slices = new TreeMap<>();
    private final Map<Integer, Cursor> cursors = new TreeMap<>();

    OpenBatch(MatchReader reader, Assignments assignments, RandomGenerator random) {
        this.reader = reader;
        this.assignments = assignments;
        this.random = random;
    }

    /** Adds a record, unless the assignment that it was polled under is over; then it comes again, or is another's. */
    void add(ConsumedRecord record, Instant now) {
        RecordPosition position = record.position();
        Optional<Assignment> assignment =
                assignments.of(position.partition()).filter(current -> current.number() == record.assignment());
        if (assignment.isEmpty()) {
            return;
        }
        Slice slice = slices.get(position.partition());
        if (slice == null || slice.assignment != record.assignment()) {
            slice = new Slice(record.assignment(), startOf(position.partition(), assignment.get()), now);
            slices.put(position.partition(), slice);
        }
        if (position.offset() < slice.next) {
            throw new IllegalStateException("Cannot add offset " + position.offset() + " of partition "
                    + position.partition() + ": the batch already stands at " + slice.next);
        }
        readInto(slice, record);
        slice.next = position.offset() + 1;
    }

    private long startOf(int partition, Assignment assignment) {
        Cursor cursor = cursors.get(partition);
        return cursor != null && cursor.assignment() == assignment.number() ? cursor.next() : assignment.startOffset();
    }

    private void readInto(Slice slice, ConsumedRecord record) {
        RecordPosition position = record.position();
        slice.bytes += record.value() == null ? 0 : record.value().length;
        try {
            Match match = reader.read(record.value(), position.timestampMillis());
            for (Participant participant : match.participants()) {
                slice.rows.add(new MatchRow(match, participant, position));
            }
            slice.matches++;
        } catch (MatchRejectedException e) {
            slice.rejects.add(new Reject(position, record.key(), record.value(), e.reason(), e.getMessage()));
        }
    }

    /** Drops the slices of partitions that this process no longer owns under the same assignment. */
    void dropStale() {
        slices.entrySet().removeIf(slice -> !assignments.isCurrent(slice.getKey(), slice.getValue().assignment));
    }

    /** Messages so far, rejects included. */
    int messages() {
        return slices.values().stream()
                .mapToInt(slice -> slice.matches + slice.rejects.size())
                .sum();
    }

    /** Bytes of the messages so far. */
    long bytes() {
        return slices.values().stream().mapToLong(slice -> slice.bytes).sum();
    }

    /** When the oldest slice was opened; empty when there is none. */
    Optional<Instant> opened() {
        return slices.values().stream().map(slice -> slice.opened).min(Comparator.naturalOrder());
    }

    /** The batch as it stands; empty when it holds nothing. It stays open until {@link #committed} or {@link #clear}. */
    Optional<Batch> toBatch() {
        if (slices.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<Integer, OffsetRange> ranges = new TreeMap<>();
        SortedMap<LocalDate, List<MatchRow>> rows = new TreeMap<>();
        List<Reject> rejects = new ArrayList<>();
        slices.forEach((partition, slice) -> {
            ranges.put(partition, new OffsetRange(slice.start, slice.next));
            slice.rows.forEach(row -> rows.computeIfAbsent(row.match().date(), date -> new ArrayList<>())
                    .add(row));
            rejects.addAll(slice.rejects);
        });
        int matches = slices.values().stream().mapToInt(slice -> slice.matches).sum();
        return Optional.of(new Batch(id(), ranges, rows, rejects, matches));
    }

    // The first partition and offset make it traceable, the random part unique over writers and attempts.
    private String id() {
        int partition = slices.firstKey();
        return "p" + partition + "-" + slices.get(partition).start + "-"
                + HexFormat.of().toHexDigits(random.nextInt());
    }

    /** Empties the batch; the next one of each partition begins where this one ended. */
    void committed() {
        slices.forEach((partition, slice) -> cursors.put(partition, new Cursor(slice.assignment, slice.next)));
        slices.clear();
    }

    /** Forgets what was collected; only a new assignment may fill it again. */
    void clear() {
        slices.clear();
    }
}
