package dev.lolbatch.orchestrator.run;

/** A run was to go where its state does not lead. Nothing was changed. */
public final class IllegalMoveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IllegalMoveException(RunState from, RunState.Name to) {
        super("Cannot move a run from " + from.name() + " to " + to + ": the one does not lead to the other");
    }
}
