package dev.lolbatch.lake;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far in time the lake holds each partition of a topic, as committed with its files and offsets.
 *
 * <p>A partition's watermark is the newest of: the Kafka timestamps of its committed records, and the moments at which its
 * committed offset was seen to be its end. It never falls. A record that comes later with an older timestamp, because its
 * producer held it back or its clock is behind, is late; the grace given to {@link #isComplete} is the time for such.
 *
 * @param topic the Kafka topic
 * @param partitions how many the topic has; empty when ingest never said
 * @param known watermark by partition; a partition that nothing was committed of, nor said about, is absent
 */
public record LakeWatermarks(String topic, OptionalInt partitions, SortedMap<Integer, Instant> known) {
    private static final PartitionProperties WATERMARKS = new PartitionProperties("ingest.watermark.", "watermark");
    private static final PartitionProperties COUNTS = new PartitionProperties("ingest.partitions.", "partition count");

    public LakeWatermarks {
        known = Collections.unmodifiableSortedMap(new TreeMap<>(known));
    }

    /**
     * Reads the watermarks of a topic from the properties of the lake's table.
     *
     * @throws IllegalStateException when a property of this topic is not a watermark
     */
    public static LakeWatermarks of(String topic, Map<String, String> tableProperties) {
        SortedMap<Integer, Instant> known = new TreeMap<>();
        WATERMARKS
                .read(topic, tableProperties)
                .forEach((partition, millis) -> known.put(partition, Instant.ofEpochMilli(millis)));
        String countKey = partitionsProperty(topic);
        String count = tableProperties.get(countKey);
        return new LakeWatermarks(
                topic,
                count == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(COUNTS.number(countKey, count))),
                known);
    }

    /** Until when the lake holds a partition; empty when it does not know. */
    public Optional<Instant> of(int partition) {
        return Optional.ofNullable(known.get(partition));
    }

    /** Until when the lake holds every partition; empty when that is not known of each. */
    public Optional<Instant> lowest() {
        if (partitions.isEmpty() || partitions.getAsInt() == 0) {
            return Optional.empty();
        }
        Instant lowest = Instant.MAX;
        for (int partition = 0; partition < partitions.getAsInt(); partition++) {
            Instant watermark = known.get(partition);
            if (watermark == null) {
                return Optional.empty();
            }
            lowest = watermark.isBefore(lowest) ? watermark : lowest;
        }
        return Optional.of(lowest);
    }

    /**
     * Whether the lake holds what was produced until the end of a date (UTC), and for a time after it.
     *
     * @param grace for matches that end after midnight, and for records that come late; not negative
     */
    public boolean isComplete(LocalDate date, Duration grace) {
        Instant needed =
                date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(grace);
        return lowest().filter(watermark -> !watermark.isBefore(needed)).isPresent();
    }

    /** Key of the table property that holds a partition's watermark in milliseconds since the epoch. */
    public static String property(String topic, int partition) {
        return WATERMARKS.key(topic, partition);
    }

    /** Key of the table property that holds the number of the topic's partitions. */
    public static String partitionsProperty(String topic) {
        return COUNTS.prefix() + topic;
    }
}
