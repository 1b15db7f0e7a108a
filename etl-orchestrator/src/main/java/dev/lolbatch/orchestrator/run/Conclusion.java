package dev.lolbatch.orchestrator.run;

import java.time.Duration;
import java.util.Optional;

/** Where the end of an attempt leads a run. */
public sealed interface Conclusion {
    RunState exit(RunState state);

    /** Why the attempt did not do what it was for. */
    default Optional<String> failure() {
        return Optional.empty();
    }

    /** All of it is published. */
    record Success() implements Conclusion {
        @Override
        public RunState exit(RunState state) {
            return state.succeeded();
        }
    }

    /** It was told to stop, and is gone. */
    record Cancel() implements Conclusion {
        @Override
        public RunState exit(RunState state) {
            return state.cancelled();
        }
    }

    /** It did not succeed, and another attempt is no use. */
    record Failure(String reason) implements Conclusion {
        @Override
        public RunState exit(RunState state) {
            return state.failed(reason);
        }

        @Override
        public Optional<String> failure() {
            return Optional.of(reason);
        }
    }

    /** There is to be another attempt, after a while. */
    record Again(String reason, Duration pause) implements Conclusion {
        @Override
        public RunState exit(RunState state) {
            return state.queuedAgain();
        }

        @Override
        public Optional<String> failure() {
            return Optional.of(reason);
        }
    }
}
