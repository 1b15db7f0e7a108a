package dev.lolbatch.ingest.dlq;

import dev.lolbatch.ingest.rest.Problem;
import java.util.Optional;

/**
 * How far a replay is.
 *
 * @param selected dead letters that it is to send
 * @param sent those that are sent and committed
 * @param bytes of the values sent
 * @param problem why it failed
 */
record ReplayLine(State state, long selected, long sent, long bytes, Optional<Problem> problem) {
    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    static ReplayLine of(State state, DeadLetterQueue.Progress progress) {
        return new ReplayLine(state, progress.selected(), progress.sent(), progress.bytes(), Optional.empty());
    }

    ReplayLine failed(DlqException failure) {
        return new ReplayLine(State.FAILED, selected, sent, bytes, Optional.of(Problem.of(failure)));
    }
}
