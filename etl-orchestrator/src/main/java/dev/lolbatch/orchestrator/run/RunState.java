package dev.lolbatch.orchestrator.run;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a run is on its way. A record carries what is known in its state and overrides the exits that lead out of it; every
 * other exit throws {@link IllegalMoveException}, so that no caller can invent a move.
 *
 * <pre>
 *           ┌────────┐ submitted ┌───────────┐  running  ┌─────────┐ succeeded ┌───────────┐
 *  POST ──► │ QUEUED │ ────────► │ SUBMITTED │ ────────► │ RUNNING │ ────────► │ SUCCEEDED │
 *           └────────┘           └───────────┘           └─────────┘           └───────────┘
 *             │    ▲               │  │    │               │  │  │                   ▲
 *             │    │  queuedAgain  │  │    │ cancelling    │  │  │ failed            │ succeeded: the job was done
 *             │    └───────────────┴──┼────┼───────────────┘  │  ▼                   │ before it could be stopped
 *             │ cancelled             │    ▼                  │ ┌────────┐           │
 *             │                       │ ┌────────────┐ ◄──────┘ │ FAILED │           │
 *             │                       │ │ CANCELLING │ ─────────┼────────┼───────────┘
 *             ▼                       │ └────────────┘          │        │
 *           ┌───────────┐  cancelled  │       │                 │        │
 *           │ CANCELLED │ ◄───────────┼───────┘                 │        │
 *           └───────────┘             └───────────────────────► └────────┘
 *                                       failed
 * </pre>
 *
 * <p>SUBMITTED: the job is being started, or has not yet said that it runs. CANCELLING: it was told to stop and is not known
 * to be gone yet. queuedAgain: the attempt failed of something that may pass, or its orchestrator stopped in order.
 */
public sealed interface RunState {
    /** The states as people, tables and metrics write them. */
    enum Name {
        QUEUED,
        SUBMITTED,
        RUNNING,
        CANCELLING,
        SUCCEEDED,
        FAILED,
        CANCELLED;

        /** Whether a run in this state can still change. */
        public boolean isActive() {
            return this == QUEUED || this == SUBMITTED || this == RUNNING || this == CANCELLING;
        }

        /** Whether a run in this state has a job that may be at work: one that waits again has the record of a job that is gone. */
        public boolean isAtWork() {
            return isActive() && this != QUEUED;
        }
    }

    Name name();

    /** The job's process, where one is known to have been started. */
    default Optional<Child> child() {
        return Optional.empty();
    }

    default Submitted submitted() {
        throw new IllegalMoveException(this, Name.SUBMITTED);
    }

    /** Still SUBMITTED or CANCELLING, now with the process that was started. */
    default RunState launched(Child child) {
        throw new IllegalMoveException(this, Name.SUBMITTED);
    }

    default Running running() {
        throw new IllegalMoveException(this, Name.RUNNING);
    }

    /** Waiting again, for another attempt. */
    default Queued queuedAgain() {
        throw new IllegalMoveException(this, Name.QUEUED);
    }

    default Cancelling cancelling() {
        throw new IllegalMoveException(this, Name.CANCELLING);
    }

    default Succeeded succeeded() {
        throw new IllegalMoveException(this, Name.SUCCEEDED);
    }

    default Failed failed(String reason) {
        throw new IllegalMoveException(this, Name.FAILED);
    }

    default Cancelled cancelled() {
        throw new IllegalMoveException(this, Name.CANCELLED);
    }

    /** Accepted, waiting for its turn. */
    record Queued() implements RunState {
        @Override
        public Name name() {
            return Name.QUEUED;
        }

        @Override
        public Submitted submitted() {
            return new Submitted(Optional.empty());
        }

        @Override
        public Cancelled cancelled() {
            return new Cancelled();
        }
    }

    /** Written before the process is started, so that a process without its run cannot be. */
    record Submitted(@Override Optional<Child> child) implements RunState {
        @Override
        public Name name() {
            return Name.SUBMITTED;
        }

        @Override
        public Submitted launched(Child child) {
            return new Submitted(Optional.of(child));
        }

        @Override
        public Running running() {
            return new Running(child);
        }

        @Override
        public Queued queuedAgain() {
            return new Queued();
        }

        @Override
        public Cancelling cancelling() {
            return new Cancelling(child);
        }

        @Override
        public Failed failed(String reason) {
            return new Failed(reason);
        }
    }

    /** The job itself has said that it runs. */
    record Running(@Override Optional<Child> child) implements RunState {
        @Override
        public Name name() {
            return Name.RUNNING;
        }

        @Override
        public Queued queuedAgain() {
            return new Queued();
        }

        @Override
        public Cancelling cancelling() {
            return new Cancelling(child);
        }

        @Override
        public Succeeded succeeded() {
            return new Succeeded();
        }

        @Override
        public Failed failed(String reason) {
            return new Failed(reason);
        }
    }

    /** Told to stop. */
    record Cancelling(@Override Optional<Child> child) implements RunState {
        @Override
        public Name name() {
            return Name.CANCELLING;
        }

        @Override
        public Cancelling launched(Child child) {
            return new Cancelling(Optional.of(child));
        }

        @Override
        public Succeeded succeeded() {
            return new Succeeded();
        }

        @Override
        public Cancelled cancelled() {
            return new Cancelled();
        }
    }

    /** The job said so itself, and its process ended well. */
    record Succeeded() implements RunState {
        @Override
        public Name name() {
            return Name.SUCCEEDED;
        }
    }

    /**
     * Ended without what it was for.
     *
     * @param reason one sentence for people, with what to do where that is known
     */
    record Failed(String reason) implements RunState {
        public Failed {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public Name name() {
            return Name.FAILED;
        }
    }

    /** Stopped on request; its process is gone. */
    record Cancelled() implements RunState {
        @Override
        public Name name() {
            return Name.CANCELLED;
        }
    }
}
