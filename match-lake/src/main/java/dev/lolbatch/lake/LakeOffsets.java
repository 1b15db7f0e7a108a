package dev.lolbatch.lake;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The next Kafka offset to read of each partition of a topic, as committed with the lake's files.
 *
 * <p>Offsets are table properties and not part of a snapshot's summary, so that expiring snapshots never loses them.
 *
 * @param topic the Kafka topic
 * @param next next offset by partition; a partition that the lake never committed is absent
 */
public record LakeOffsets(String topic, SortedMap<Integer, Long> next) {
    private static final String OFFSET_PREFIX = "ingest.offset.";
    private static final String TOPIC_ID_PREFIX = "ingest.topic-id.";

    public LakeOffsets {
        next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
    }

    /**
     * Reads the offsets of a topic from the properties of the lake's table.
     *
     * @throws IllegalStateException when a property of this topic is not an offset
     */
    public static LakeOffsets of(String topic, Map<String, String> tableProperties) {
        String prefix = OFFSET_PREFIX + topic + ".";
        SortedMap<Integer, Long> next = new TreeMap<>();
        tableProperties.forEach((key, value) -> {
            if (key.startsWith(prefix) && isPartition(key.substring(prefix.length()))) {
                next.put(Integer.valueOf(key.substring(prefix.length())), parse(key, value));
            }
        });
        return new LakeOffsets(topic, next);
    }

    /** The offset that the lake wants next of a partition; empty when it never committed one. */
    public OptionalLong of(int partition) {
        Long offset = next.get(partition);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /** Key of the table property that holds a partition's next offset. */
    public static String property(String topic, int partition) {
        return OFFSET_PREFIX + topic + "." + partition;
    }

    /** Key of the table property that holds the id of the topic that the offsets count in. */
    public static String topicIdProperty(String topic) {
        return TOPIC_ID_PREFIX + topic;
    }

    // A topic's name may hold dots: "ingest.offset.a." is also a prefix of topic "a.b"'s properties.
    private static boolean isPartition(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static long parse(String key, String value) {
        try {
            long offset = Long.parseLong(value);
            if (offset >= 0) {
                return offset;
            }
        } catch (NumberFormatException e) {
            throw unreadable(key, value, e);
        }
        throw unreadable(key, value, null);
    }

    private static IllegalStateException unreadable(String key, String value, Exception cause) {
        return new IllegalStateException(
                "Cannot read the lake's offsets: table property " + key + " is '" + value
                        + "', not an offset; restore the property from a backup before ingest starts again",
                cause);
    }
}
