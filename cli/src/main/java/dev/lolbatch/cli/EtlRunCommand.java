package dev.lolbatch.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description = {
            "Requests a run of the batch job for a match date, or one run for a range of them, and follows it to its end.",
            "Ctrl-C leaves the run alone."
        },
        footer = {
            "",
            "Examples:",
            "  ./lolbatch etl run 2026-01-13",
            "  ./lolbatch etl run --from 2026-01-01 --to 2026-01-31 --select stale",
            "  ./lolbatch etl run 2026-01-13 --detach --json"
        })
final class EtlRunCommand implements Callable<Integer> {
    @Mixin
    private final OrchestratorOptions options;

    @Mixin
    private final Output output;

    @Parameters(
            arity = "0..1",
            paramLabel = "DATE",
            description = "Match date in UTC, such as 2026-01-13; today when absent.")
    private Optional<String> date;

    @Option(names = "--from", paramLabel = "DATE", description = "First match date of a range; with --to.")
    private Optional<String> from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last match date of a range.")
    private Optional<String> to;

    @Option(
            names = "--select",
            paramLabel = "WHICH",
            completionCandidates = Candidates.Selections.class,
            description =
                    "Dates of the range: all (the usual), missing (nothing is published) or stale (missing, or rows"
                            + " have come since).")
    private Optional<String> select;

    @Option(names = "--detach", description = "Do not follow it.")
    private boolean detach;

    EtlRunCommand(Supplier<StackSettings> configured, Terminal terminal) {
        this.options = new OrchestratorOptions(configured);
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        Orchestrator orchestrator = options.orchestrator();
        Orchestrator.Requested requested = orchestrator.request(query());
        if (requested instanceof Orchestrator.Requested.AlreadyActive active) {
            throw CommandException.failed(
                    active.detail() + "; to follow it: " + options.next("etl show " + active.runId() + " --follow"));
        }
        accepted(((Orchestrator.Requested.Accepted) requested).answer(), orchestrator);
        return 0;
    }

    private Query query() {
        return new Query().with("date", date).with("from", from).with("to", to).with("select", select);
    }

    private void accepted(Answer answer, Orchestrator orchestrator) {
        Run run = answer.as(Run.class);
        if (output.isJson()) {
            output.print(answer);
        }
        if (!detach) {
            new RunWatch(options, output).follow(run, orchestrator);
        } else if (!output.isJson()) {
            output.print("Run %s for %s is %s. To follow it: %s"
                    .formatted(
                            run.runId(),
                            run.dateWords(),
                            run.state(),
                            options.next("etl show " + run.runId() + " --follow")));
        }
    }
}
