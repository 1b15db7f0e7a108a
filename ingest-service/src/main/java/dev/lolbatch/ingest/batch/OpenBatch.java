package dev.lolbatch.ingest.batch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
 * <p>Invariant: a slice begins where its assignment began, or where the last batch cut from it ended, and holds every
 * record since.
 */
final class OpenBatch {
    /** One partition's part of the batch. */
    private static final class Slice {
        final long assignment;
        final long start;
        final Instant opened;
        long next;
        final List<PackedMatch> matches = new ArrayList<>();
        final List<Reject> rejects = new ArrayList<>();
        int messages;
        long bytes;
        long rejectedBytes;
        long watermarkMillis;

        Slice(long assignment, long start, Instant watermark, Instant opened) {
            this.assignment = assignment;
            this.start = start;
            this.next = start;
            this.watermarkMillis = watermark.toEpochMilli();
            this.opened = opened;
        }
    }

    /**
     * Where the next slice of a partition begins: after the last batch cut under this assignment.
     *
     * @param watermark of that batch
     */
    private record Cursor(long assignment, long next, Instant watermark) {}

    /** A partition of which nothing is collected, and that ended where the next slice begins at a moment. */
    private record Idle(long assignment, long next, Instant at) {}

    private final Assignments assignments;
    private final RandomGenerator random;
    private final SortedMap<Integer, Slice> slices = new TreeMap<>();
    private final Map<Integer, Cursor> cursors = new HashMap<>();
    private final SortedMap<Integer, Idle> idle = new TreeMap<>();
    private int messages;
    private long bytes;
    private long rejectedBytes;

    OpenBatch(Assignments assignments, RandomGenerator random) {
        this.assignments = assignments;
        this.random = random;
    }

    /** Adds a record, unless the assignment that it was polled under is over; then it comes again, or is another's. */
    void add(ReadRecord record, Instant now) {
        RecordPosition position = record.position();
        Optional<Assignment> assignment =
                assignments.of(position.partition()).filter(current -> current.number() == record.assignment());
        if (assignment.isEmpty()) {
            return;
        }
        Slice slice = slice(position.partition(), assignment.get(), now);
        if (position.offset() < slice.next) {
            throw new IllegalStateException("Cannot add offset " + position.offset() + " of partition "
                    + position.partition() + ": the batch already stands at " + slice.next);
        }
        if (record instanceof ReadRecord.Accepted accepted) {
            slice.matches.add(accepted.match());
        } else if (record instanceof ReadRecord.Rejected rejected) {
            slice.rejects.add(rejected.reject());
            slice.rejectedBytes += record.bytes();
            rejectedBytes += record.bytes();
        }
        slice.next = position.offset() + 1;
        // A producer's clock that runs ahead must not complete days that have not come.
        slice.watermarkMillis =
                Math.max(slice.watermarkMillis, Math.min(position.timestampMillis(), now.toEpochMilli()));
        slice.messages++;
        slice.bytes += record.bytes();
        messages++;
        bytes += record.bytes();
    }

    /** Moves a partition over offsets that hold no record; what it has passed already changes nothing. */
    void advance(int partition, long assignment, long next, Instant now) {
        assignments
                .of(partition)
                .filter(current -> current.number() == assignment && startOf(partition, current) < next)
                .map(current -> slice(partition, current, now))
                .ifPresent(slice -> slice.next = Math.max(slice.next, next));
    }

    /**
     * Notes that a partition ended at {@code next} at a moment; nothing changes when more was collected, or less, than up to
     * there.
     */
    void caughtUp(int partition, long assignment, long next, Instant at) {
        Slice slice = slices.get(partition);
        if (slice != null && slice.assignment == assignment) {
            if (slice.next == next) {
                slice.watermarkMillis = Math.max(slice.watermarkMillis, at.toEpochMilli());
            }
            return;
        }
        assignments
                .of(partition)
                .filter(current -> current.number() == assignment && startOf(partition, current) == next)
                .ifPresent(current -> idle.put(partition, new Idle(assignment, next, at)));
    }

    private Slice slice(int partition, Assignment assignment, Instant now) {
        Slice slice = slices.get(partition);
        if (slice == null || slice.assignment != assignment.number()) {
            forget(slice);
            Idle before = idle.remove(partition);
            Instant watermark =
                    before != null && before.assignment() == assignment.number() ? before.at() : Instant.EPOCH;
            slice = new Slice(assignment.number(), startOf(partition, assignment), watermark, now);
            slices.put(partition, slice);
        }
        return slice;
    }

    private void forget(Slice stale) {
        if (stale != null) {
            messages -= stale.messages;
            bytes -= stale.bytes;
            rejectedBytes -= stale.rejectedBytes;
        }
    }

    private long startOf(int partition, Assignment assignment) {
        Cursor cursor = cursors.get(partition);
        return cursor != null && cursor.assignment() == assignment.number() ? cursor.next() : assignment.startOffset();
    }

    boolean isFull(BatchLimits limits) {
        return messages >= limits.messages() || bytes >= limits.bytes() || rejectedBytes >= limits.rejectedBytes();
    }

    /** When the oldest slice was opened; empty when there is none. */
    Optional<Instant> opened() {
        return slices.values().stream().map(slice -> slice.opened).min(Comparator.naturalOrder());
    }

    /** Ends the batch as it stands and opens the next one behind it; empty when there is nothing in it. */
    Optional<Batch> cut() {
        return opened().map(this::cutAll);
    }

    /** A batch of idle partitions only, when nothing is collected and the watermark of one is worth a commit. */
    Optional<Batch> cutIdle(IdleWatermarks worth, Instant now) {
        idle.entrySet()
                .removeIf(known ->
                        !assignments.isCurrent(known.getKey(), known.getValue().assignment()));
        boolean due = idle.keySet().stream().anyMatch(partition -> worth.isDue(watermark(partition), now));
        return due && slices.isEmpty() ? Optional.of(cutAll(now)) : Optional.empty();
    }

    /** The watermark that was cut last under the assignment of an idle partition. */
    private Instant watermark(int partition) {
        Cursor cursor = cursors.get(partition);
        boolean ofThis =
                cursor != null && cursor.assignment() == idle.get(partition).assignment();
        return ofThis ? cursor.watermark() : Instant.EPOCH;
    }

    private Batch cutAll(Instant opened) {
        SortedMap<Integer, OffsetRange> ranges = new TreeMap<>();
        Map<Integer, Long> numbers = new HashMap<>();
        SortedMap<LocalDate, List<PackedMatch>> matches = new TreeMap<>();
        List<Reject> rejects = new ArrayList<>();
        // What is known of the idle ones costs nothing beside the others.
        idle.forEach((partition, known) -> {
            ranges.put(partition, new OffsetRange(known.next(), known.next()));
            numbers.put(partition, known.assignment());
            cursors.put(partition, new Cursor(known.assignment(), known.next(), known.at()));
        });
        slices.forEach((partition, slice) -> {
            ranges.put(partition, new OffsetRange(slice.start, slice.next));
            numbers.put(partition, slice.assignment);
            slice.matches.forEach(match -> matches.computeIfAbsent(match.date(), date -> new ArrayList<>())
                    .add(match));
            rejects.addAll(slice.rejects);
            cursors.put(
                    partition, new Cursor(slice.assignment, slice.next, Instant.ofEpochMilli(slice.watermarkMillis)));
        });
        SortedMap<Integer, Instant> watermarks = new TreeMap<>();
        ranges.keySet()
                .forEach(partition ->
                        watermarks.put(partition, cursors.get(partition).watermark()));
        Batch batch = new Batch(id(ranges), opened, ranges, watermarks, numbers, matches, rejects);
        slices.clear();
        idle.clear();
        messages = 0;
        bytes = 0;
        rejectedBytes = 0;
        return batch;
    }

    // The first partition and offset make it traceable, the random part unique over writers and attempts.
    private String id(SortedMap<Integer, OffsetRange> ranges) {
        int partition = ranges.firstKey();
        return "p" + partition + "-" + ranges.get(partition).start() + "-"
                + HexFormat.of().toHexDigits(random.nextInt());
    }
}
