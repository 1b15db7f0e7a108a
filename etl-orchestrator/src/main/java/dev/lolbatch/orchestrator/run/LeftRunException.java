package dev.lolbatch.orchestrator.run;

/** The run's job goes on by itself while its orchestrator stops: who takes the run over follows it. */
final class LeftRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeftRunException(RunId id) {
        super("Run " + id + " is left to another orchestrator, or the next start of this one, while its job goes on");
    }
}
