package dev.lolbatch.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Lists runs of the batch job, the newest first.",
        footer = {
            "",
            "Examples:",
            "  ./lolbatch etl list --limit 5",
            "  ./lolbatch etl list --state failed --json",
            "  ./lolbatch etl list --date 2026-01-13"
        })
final class EtlListCommand implements Callable<Integer> {
    @Mixin
    private final OrchestratorOptions options;

    @Mixin
    private final Output output;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            completionCandidates = Candidates.RunStates.class,
            description = "Only runs in this state: ${COMPLETION-CANDIDATES}.")
    private Optional<String> state;

    @Option(names = "--date", paramLabel = "DATE", description = "Only runs that cover this match date.")
    private Optional<String> date;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many, 1 to 500 (${DEFAULT-VALUE}).")
    private String limit;

    @Option(
            names = "--cursor",
            paramLabel = "CURSOR",
            description = "Those after this one, as the list before it says.")
    private Optional<String> cursor;

    EtlListCommand(Supplier<StackSettings> configured, Terminal terminal) {
        this.options = new OrchestratorOptions(configured);
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        Answer answer = options.orchestrator()
                .runs(new Query()
                        .with("state", state)
                        .with("date", date)
                        .with("limit", limit)
                        .with("cursor", cursor));
        if (output.isJson()) {
            output.print(answer);
        } else {
            print(answer.as(Orchestrator.Runs.class));
        }
        return 0;
    }

    private void print(Orchestrator.Runs page) {
        if (page.runs().isEmpty()) {
            output.print("No run is here. To request one: " + options.next("etl run"));
            return;
        }
        TextTable table = new TextTable("RUN", "STATE", "DATES", "TOOK", "FAILURE").elastic("DATES", "FAILURE");
        page.runs()
                .forEach(run -> table.row(
                        run.runId(),
                        TextTable.Cell.ofState(run.state()),
                        run.dateWords(),
                        run.took().map(took -> Step.duration(took.toSeconds())).orElse(""),
                        Printable.of(run.failure().orElse(""))));
        output.print(table);
        page.nextCursor()
                .ifPresent(next -> output.print("There are more: " + options.next("etl list --cursor " + next)));
    }
}
