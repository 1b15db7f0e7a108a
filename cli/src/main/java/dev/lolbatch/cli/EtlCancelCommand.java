package dev.lolbatch.cli;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "cancel",
        description =
                "Cancels a run of the batch job. What it has published stays; of a run that has ended, nothing changes.",
        footer = {"", "Examples:", "  ./lolbatch etl cancel 20260113T101500123Z-7f3a9c"})
final class EtlCancelCommand implements Callable<Integer> {
    @Mixin
    private final OrchestratorOptions options;

    @Mixin
    private final Output output;

    @Parameters(paramLabel = "ID", description = "Id of the run, as etl list shows it.")
    private String id;

    EtlCancelCommand(Supplier<StackSettings> configured, Terminal terminal) {
        this.options = new OrchestratorOptions(configured);
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        Answer answer = options.orchestrator().cancel(Orchestrator.path(id));
        if (output.isJson()) {
            output.print(answer);
            return 0;
        }
        Run run = answer.as(Run.class);
        output.print(
                switch (run.state()) {
                    case "CANCELLING" ->
                        "Run %s is told to stop. To see that it has: %s"
                                .formatted(run.runId(), options.next("etl show " + run.runId()));
                    case "CANCELLED" -> "Run %s is cancelled.".formatted(run.runId());
                    default -> "Run %s had ended %s before.".formatted(run.runId(), run.state());
                });
        return 0;
    }
}
