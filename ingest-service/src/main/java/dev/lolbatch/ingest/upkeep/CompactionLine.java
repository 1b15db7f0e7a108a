package dev.lolbatch.ingest.upkeep;

import dev.lolbatch.ingest.rest.Problem;
import java.util.Optional;

/**
 * How far a compaction is.
 *
 * @param dates that it has before it in all
 * @param done those that it is through with
 * @param date the one that it has just ended
 * @param problem why it failed
 */
record CompactionLine(State state, int dates, int done, Optional<CompactedDate> date, Optional<Problem> problem) {
    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    static CompactionLine began(int dates) {
        return new CompactionLine(State.RUNNING, dates, 0, Optional.empty(), Optional.empty());
    }

    CompactionLine plus(CompactedDate ended) {
        return new CompactionLine(State.RUNNING, dates, done + 1, Optional.of(ended), Optional.empty());
    }

    CompactionLine finished() {
        return new CompactionLine(State.DONE, dates, done, Optional.empty(), Optional.empty());
    }

    CompactionLine failed(UpkeepException failure) {
        return new CompactionLine(State.FAILED, dates, done, Optional.empty(), Optional.of(Problem.of(failure)));
    }
}
