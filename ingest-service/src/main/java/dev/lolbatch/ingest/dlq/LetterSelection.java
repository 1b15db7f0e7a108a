package dev.lolbatch.ingest.dlq;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** A {@link LetterFilter} as a request has it; every part may be absent. */
record LetterSelection(
        List<String> reasons,
        Optional<String> topic,
        Optional<Integer> partition,
        Optional<Long> fromOffset,
        Optional<Long> toOffset,
        Optional<String> since) {
    /** @throws DlqException when it makes no sense */
    LetterFilter filter() {
        return new LetterFilter(
                reasons == null ? Set.of() : new HashSet<>(reasons),
                topic,
                partition.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                fromOffset.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                toOffset.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                since.map(LetterSelection::instant));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new DlqException(
                    DlqException.Code.INVALID_PARAMETER,
                    "Cannot read since '" + text + "': it is no instant; write it like 2026-01-13T10:00:00Z",
                    e);
        }
    }
}
