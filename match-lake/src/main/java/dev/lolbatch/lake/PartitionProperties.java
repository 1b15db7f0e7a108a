package dev.lolbatch.lake;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Numbers by partition, kept as table properties: a prefix, the topic, a dot and the partition.
 *
 * @param kind what such a number is, for errors: {@code offset}
 */
record PartitionProperties(String prefix, String kind) {
    String key(String topic, int partition) {
        return prefix + topic + "." + partition;
    }

    /**
     * The numbers of a topic.
     *
     * @throws IllegalStateException when a property of it is not a number, or negative
     */
    SortedMap<Integer, Long> read(String topic, Map<String, String> tableProperties) {
        String start = prefix + topic + ".";
        SortedMap<Integer, Long> numbers = new TreeMap<>();
        tableProperties.forEach((key, value) -> {
            if (key.startsWith(start) && isPartition(key.substring(start.length()))) {
                numbers.put(Integer.valueOf(key.substring(start.length())), number(key, value));
            }
        });
        return numbers;
    }

    // A topic's name may hold dots: "ingest.offset.a." is also a prefix of topic "a.b"'s properties.
    private static boolean isPartition(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    long number(String key, String value) {
        try {
            long number = Long.parseLong(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw unreadable(key, value, e);
        }
        throw unreadable(key, value, null);
    }

    private IllegalStateException unreadable(String key, String value, Exception cause) {
        return new IllegalStateException(
                "Cannot read the lake's " + kind + "s: table property " + key + " is '" + value + "', not "
                        + (kind.matches("[aeiou].*") ? "an " : "a ") + kind
                        + "; restore the property from a backup before ingest starts again",
                cause);
    }
}
