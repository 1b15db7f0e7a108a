package dev.lolbatch.orchestrator.dates;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A match date of the lake, and how what is published of it stands to that.
 *
 * @param lastRun id of the run that was requested last, whatever has become of it; empty when none ever was
 */
public record DateStatus(
        LocalDate date,
        LakeDate lake,
        boolean isComplete,
        Optional<PublishedDate> published,
        Optional<String> lastRun) {
    /** How what is published stands to the lake. */
    public enum State {
        /** Everything that the lake has is in the view. */
        FRESH,
        /** Rows have come since. */
        STALE,
        /** Nothing is published of the date. */
        MISSING
    }

    /** By the number of rows: the lake only grows, and compaction keeps its rows, so that new ones change the number. */
    public State state() {
        if (published.isEmpty()) {
            return State.MISSING;
        }
        // More than the lake had, when it has grown and was published again while it was asked.
        boolean isAllIn = published.get().rowsRead().isPresent()
                && published.get().rowsRead().getAsLong() >= lake.rows();
        return isAllIn ? State.FRESH : State.STALE;
    }
}
