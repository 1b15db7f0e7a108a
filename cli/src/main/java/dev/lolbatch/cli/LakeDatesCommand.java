package dev.lolbatch.cli;

import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "dates",
        description = {
            "Lists the match dates of the lake, the newest first: fresh when all that the lake has is published, stale when rows"
                    + " have come since, missing when nothing is.",
            "A date is complete when every partition of the topic is in the lake past its end."
        },
        footer = {
            "",
            "Examples:",
            "  ./lolbatch lake dates",
            "  ./lolbatch lake dates --from 2026-01-01 --to 2026-01-31 --state stale",
            "  ./lolbatch lake dates --json"
        })
final class LakeDatesCommand implements Callable<Integer> {
    @Mixin
    private final OrchestratorOptions options;

    @Mixin
    private final Output output;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "First match date in UTC; the lake's first when absent.")
    private Optional<String> from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last match date; the lake's last when absent.")
    private Optional<String> to;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            completionCandidates = Candidates.DateStates.class,
            description = "Only dates in this state: ${COMPLETION-CANDIDATES}.")
    private Optional<String> state;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 10000; 400 when absent.")
    private Optional<String> limit;

    LakeDatesCommand(Supplier<StackSettings> configured, Terminal terminal) {
        this.options = new OrchestratorOptions(configured);
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        Answer answer = options.orchestrator()
                .dates(new Query()
                        .with("from", from)
                        .with("to", to)
                        .with("state", state)
                        .with("limit", limit));
        if (output.isJson()) {
            output.print(answer);
        } else {
            print(answer.as(LakeDates.class));
        }
        return 0;
    }

    private void print(LakeDates dates) {
        if (dates.dates().isEmpty()) {
            output.print("The lake has no such date.");
            return;
        }
        TextTable table = new TextTable("DATE", "STATE", "COMPLETE", "ROWS", "FILES", "MB", "PUBLISHED", "LAST RUN");
        dates.dates()
                .forEach(date -> table.row(
                        date.date(),
                        TextTable.Cell.ofState(date.state()),
                        date.complete() ? "yes" : "not yet",
                        date.rows(),
                        date.files(),
                        Megabytes.of(date.bytes()),
                        date.publishedAt()
                                .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
                                .orElse(""),
                        date.lastRun().map(Run::idIn).orElse("")));
        output.print(table);
    }
}
