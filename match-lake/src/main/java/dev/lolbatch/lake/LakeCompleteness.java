package dev.lolbatch.lake;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which dates are complete in one state of the lake's table: by the watermarks that ingest commits together with files and
 * offsets. A lake without them has no complete date.
 *
 * @param watermarks of each topic that the lake holds
 * @param grace how long after the end of a date (UTC) the lake must hold every partition; the time for late records
 */
public record LakeCompleteness(List<LakeWatermarks> watermarks, Duration grace) {
    /** Properties of this form hold a partition's next offset. */
    private static final Pattern OFFSET_PROPERTY = Pattern.compile("ingest\\.offset\\.(.+)\\.\\d+");

    public LakeCompleteness {
        watermarks = List.copyOf(watermarks);
    }

    /**
     * Of a table.
     *
     * @param topics those that count
     */
    public static LakeCompleteness of(Set<String> topics, Map<String, String> tableProperties, Duration grace) {
        return new LakeCompleteness(
                topics.stream()
                        .map(topic -> LakeWatermarks.of(topic, tableProperties))
                        .toList(),
                grace);
    }

    /** The Kafka topics that a table's rows come from, by its offsets. */
    public static Set<String> topics(Map<String, String> tableProperties) {
        Set<String> topics = new TreeSet<>();
        for (String property : tableProperties.keySet()) {
            Matcher offset = OFFSET_PROPERTY.matcher(property);
            if (offset.matches()) {
                topics.add(offset.group(1));
            }
        }
        return topics;
    }

    /** Whether the lake holds all of a match date. */
    public boolean isComplete(LocalDate date) {
        return !watermarks.isEmpty() && watermarks.stream().allMatch(topic -> topic.isComplete(date, grace));
    }

    /** Until when the lake holds every partition of every topic; empty when that is not known of each. */
    public Optional<Instant> until() {
        List<Optional<Instant>> lowest =
                watermarks.stream().map(LakeWatermarks::lowest).toList();
        return lowest.stream().allMatch(Optional::isPresent)
                ? lowest.stream().map(Optional::get).min(Instant::compareTo)
                : Optional.empty();
    }
}
