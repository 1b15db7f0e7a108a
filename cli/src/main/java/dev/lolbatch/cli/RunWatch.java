package dev.lolbatch.cli;

/** Follows one run for people, who may leave it alone at any time, or for programs. */
final class RunWatch {
    private final OrchestratorOptions options;
    private final Output output;

    RunWatch(OrchestratorOptions options, Output output) {
        this.options = options;
        this.output = output;
    }

    /** @throws CommandException when the run does not succeed, or cannot be followed to its end */
    void follow(Run run, Orchestrator orchestrator) {
        Progress progress = output.progress();
        String farewell = "Run %s goes on. To follow it: %s  To cancel it: %s"
                .formatted(
                        run.runId(),
                        options.next("etl show " + run.runId() + " --follow"),
                        options.next("etl cancel " + run.runId()));
        OnInterrupt leave = OnInterrupt.run("leave-run", () -> {
            progress.end();
            output.tell(farewell);
        });
        try {
            Run ended = new RunFollower(orchestrator, () -> {}, progress).follow(run, answer -> {
                if (output.isJson()) {
                    output.print(answer);
                }
            });
            progress.end();
            conclude(ended);
        } catch (CommandException e) {
            throw e.exitCode() == CommandException.UNREACHABLE
                    ? CommandException.unreachable(e.getMessage() + ". " + farewell, e)
                    : e;
        } finally {
            leave.cancel();
        }
    }

    private void conclude(Run run) {
        if (!run.succeeded()) {
            throw CommandException.failed("Run %s for %s ended %s%s; its log: %s"
                    .formatted(
                            run.runId(),
                            run.dateWords(),
                            run.state(),
                            run.failure().map(reason -> ": " + reason).orElse(""),
                            options.next("etl log " + run.runId())));
        }
        if (!output.isJson()) {
            output.print("Run %s succeeded%s."
                    .formatted(
                            run.runId(),
                            run.took()
                                    .map(took -> " in " + Step.duration(took.toSeconds()))
                                    .orElse("")));
        }
    }
}
