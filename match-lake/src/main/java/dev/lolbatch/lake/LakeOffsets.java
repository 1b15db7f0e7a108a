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
    private static final PartitionProperties OFFSETS = new PartitionProperties("ingest.offset.", "offset");
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
        return new LakeOffsets(topic, OFFSETS.read(topic, tableProperties));
    }

    /** The offset that the lake wants next of a partition; empty when it never committed one. */
    public OptionalLong of(int partition) {
        Long offset = next.get(partition);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /** Key of the table property that holds a partition's next offset. */
    public static String property(String topic, int partition) {
        return OFFSETS.key(topic, partition);
    }

    /** Key of the table property that holds the id of the topic that the offsets count in. */
    public static String topicIdProperty(String topic) {
        return TOPIC_ID_PREFIX + topic;
    }
}
