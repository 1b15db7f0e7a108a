package dev.lolbatch.ingest.dlq;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which dead letters are meant: those that meet every part that is given.
 *
 * @param reasons any of these; empty for every reason
 * @param topic of the rejected record
 * @param partition of the rejected record
 * @param fromOffset of the rejected record, inclusive
 * @param toOffset of the rejected record, inclusive
 * @param since rejected then or later
 */
public record LetterFilter(
        Set<String> reasons,
        Optional<String> topic,
        OptionalInt partition,
        OptionalLong fromOffset,
        OptionalLong toOffset,
        Optional<Instant> since) {
    /** @throws DlqException when offsets are given without their partition, or the wrong way round */
    public LetterFilter {
        if ((fromOffset.isPresent() || toOffset.isPresent()) && partition.isEmpty()) {
            throw invalid("offsets count in a partition, and none is given; add partition");
        }
        if (fromOffset.isPresent() && toOffset.isPresent() && fromOffset.getAsLong() > toOffset.getAsLong()) {
            throw invalid("from_offset " + fromOffset.getAsLong() + " is above to_offset " + toOffset.getAsLong()
                    + "; swap them");
        }
        reasons = Set.copyOf(reasons);
    }

    private static DlqException invalid(String reason) {
        return new DlqException(DlqException.Code.INVALID_PARAMETER, "Cannot select dead letters: " + reason);
    }

    public boolean accepts(DeadLetter letter) {
        return (reasons.isEmpty() || reasons.contains(letter.reason()))
                && topic.map(letter.topic()::equals).orElse(true)
                && partition.orElse(letter.partition()) == letter.partition()
                && fromOffset.orElse(0) <= letter.offset()
                && letter.offset() <= toOffset.orElse(Long.MAX_VALUE)
                && since.map(start -> !letter.rejectedAt().isBefore(start)).orElse(true);
    }
}
