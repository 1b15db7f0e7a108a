package dev.lolbatch.job;

import dev.lolbatch.lake.LakeWatermarks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which dates are complete in the newest state of the lake's table: by the watermarks that ingest commits together with files
 * and offsets, so that what they say holds for the snapshot of the same commit. A lake without them has no complete date.
 *
 * @param watermarks of each topic that the lake holds
 * @param grace how long after the end of a date (UTC) the lake must hold every partition; the time for late records
 */
record Completeness(List<LakeWatermarks> watermarks, Duration grace) {
    Completeness {
        watermarks = List.copyOf(watermarks);
    }

    /** @param tableProperties those of the metadata that the snapshot is the newest of */
    static Completeness of(Set<String> topics, Map<String, String> tableProperties, Duration grace) {
        return new Completeness(
                topics.stream()
                        .map(topic -> LakeWatermarks.of(topic, tableProperties))
                        .toList(),
                grace);
    }

    boolean isComplete(LocalDate date) {
        return !watermarks.isEmpty() && watermarks.stream().allMatch(topic -> topic.isComplete(date, grace));
    }

    /** @throws JobFailure when one of the dates is not complete; it names all of them */
    void require(Collection<LocalDate> dates) {
        List<String> incomplete = dates.stream()
                .filter(date -> !isComplete(date))
                .map(LocalDate::toString)
                .sorted()
                .toList();
        if (!incomplete.isEmpty()) {
            throw JobFailure.of(
                    "compute the statistics of " + String.join(", ", incomplete),
                    "the lake is not complete for that date (" + held() + ")",
                    "wait until ingest-service has come that far, or run without --require-complete");
        }
    }

    private String held() {
        return lowest().map(until -> "it holds every partition until " + until + ", and should until "
                        + grace.toSeconds() + " s after the date's end")
                .orElse("it does not say until when it holds every partition");
    }

    private Optional<Instant> lowest() {
        List<Optional<Instant>> lowest =
                watermarks.stream().map(LakeWatermarks::lowest).toList();
        return lowest.stream().allMatch(Optional::isPresent)
                ? lowest.stream().map(Optional::get).min(Instant::compareTo)
                : Optional.empty();
    }
}
