package dev.lolbatch.job;

import dev.lolbatch.lake.LakeCompleteness;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which dates are complete in the newest state of the lake's table: what the watermarks say that ingest commits together with
 * files holds for the snapshot of the same commit.
 */
record Completeness(LakeCompleteness lake) {
    /** @param tableProperties those of the metadata that the snapshot is the newest of */
    static Completeness of(Set<String> topics, Map<String, String> tableProperties, Duration grace) {
        return new Completeness(LakeCompleteness.of(topics, tableProperties, grace));
    }

    boolean isComplete(LocalDate date) {
        return lake.isComplete(date);
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
        return lake.until()
                .map(until -> "it holds every partition until " + until + ", and should until "
                        + lake.grace().toSeconds() + " s after the date's end")
                .orElse("it does not say until when it holds every partition");
    }
}
