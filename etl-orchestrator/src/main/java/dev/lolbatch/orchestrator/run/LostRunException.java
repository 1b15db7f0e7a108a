package dev.lolbatch.orchestrator.run;

/** Another replica goes on with the run: whoever is at it here lets go, and leaves its job alone. */
final class LostRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostRunException(RunId id) {
        super("Cannot go on with run " + id + ": another orchestrator has taken it over");
    }
}
