package dev.lolbatch.ingest.batch;

import dev.lolbatch.ingest.match.Match;
import dev.lolbatch.ingest.match.Participant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Batches for tests: one match with one participant per offset, all of 2026-01-13. */
public final class Batches {
    public static final long TIMESTAMP = 1768298400000L;

    private static final AtomicInteger IDS = new AtomicInteger();

    private Batches() {}

    public static Batch of(int partition, long start, long next) {
        return of(partition, start, next, TIMESTAMP);
    }

    /** Of matches that began at another time, in milliseconds. */
    public static Batch of(int partition, long start, long next, long timestamp) {
        List<PackedMatch> matches = LongStream.range(start, next)
                .mapToObj(offset -> match(partition, offset, timestamp))
                .toList();
        SortedMap<Integer, OffsetRange> ranges = new TreeMap<>(Map.of(partition, new OffsetRange(start, next)));
        return new Batch(
                "p" + partition + "-" + start + "-test" + IDS.incrementAndGet(),
                Instant.ofEpochMilli(TIMESTAMP),
                ranges,
                new TreeMap<>(Map.of(partition, Instant.ofEpochMilli(TIMESTAMP + 5000))),
                Map.of(partition, 1L),
                new TreeMap<>(Map.of(matches.get(0).date(), matches)),
                List.of());
    }

    public static Batch withoutRows(int partition, long start, long next) {
        Batch batch = of(partition, start, next);
        return new Batch(
                batch.id(),
                batch.opened(),
                batch.ranges(),
                batch.watermarks(),
                batch.assignments(),
                new TreeMap<>(),
                List.of());
    }

    /** Of a partition that was seen to end at an offset at a moment. */
    public static Batch idle(int partition, long next, Instant at) {
        return new Batch(
                "p" + partition + "-" + next + "-test" + IDS.incrementAndGet(),
                at,
                new TreeMap<>(Map.of(partition, new OffsetRange(next, next))),
                new TreeMap<>(Map.of(partition, at)),
                Map.of(partition, 1L),
                new TreeMap<>(),
                List.of());
    }

    private static PackedMatch match(int partition, long offset, long timestamp) {
        Participant player = new Participant(
                "puuid-" + offset,
                "puuid-" + offset,
                "이름#" + offset,
                "Ahri",
                103,
                "MIDDLE",
                100,
                0,
                true,
                7,
                2,
                9,
                8.0,
                12345,
                23456,
                192,
                21,
                false);
        Match match = new Match(
                "EUW1_" + partition + "_" + offset,
                timestamp,
                1800,
                "16.1.1.2",
                420,
                "CLASSIC",
                "EUW1",
                "GameComplete",
                List.of(player));
        return PackedMatch.of(match, new RecordPosition(partition, offset, timestamp + 5000));
    }
}
