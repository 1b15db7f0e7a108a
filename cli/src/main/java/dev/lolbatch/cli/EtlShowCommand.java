package dev.lolbatch.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "show",
        description = "Shows a run of the batch job: its states, attempts, how far it is, and why it failed.",
        footer = {
            "",
            "Examples:",
            "  ./lolbatch etl show",
            "  ./lolbatch etl show 20260113T101500123Z-7f3a9c",
            "  ./lolbatch etl show 20260113T101500123Z-7f3a9c --follow"
        })
final class EtlShowCommand implements Callable<Integer> {
    @Mixin
    private final OrchestratorOptions options;

    @Mixin
    private final Output output;

    @Mixin
    private RunOption chosen;

    @Option(names = "--follow", description = "Follow it to its end; exit code 1 unless it succeeds.")
    private boolean follow;

    EtlShowCommand(Supplier<StackSettings> configured, Terminal terminal) {
        this.options = new OrchestratorOptions(configured);
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        Orchestrator orchestrator = options.orchestrator();
        Answer answer = orchestrator.run(chosen.path(orchestrator));
        if (output.isJson()) {
            output.print(answer);
        }
        if (follow) {
            new RunWatch(options, output).follow(answer.as(Run.class), orchestrator);
        } else if (!output.isJson()) {
            print(answer.as(Run.class));
        }
        return 0;
    }

    private void print(Run run) {
        TextTable facts = new TextTable("RUN", run.runId());
        facts.row("state", TextTable.Cell.ofState(run.state()));
        run.queuePlace().ifPresent(place -> facts.row("queue", place + " before it is its turn"));
        facts.row("dates", run.dateWords());
        facts.row("asked by", run.origin());
        run.progress().ifPresent(job -> addJob(job, facts));
        output.print(facts);
        run.failure().ifPresent(reason -> output.print("It failed: " + Printable.of(reason)));
        TextTable history = new TextTable("ENTERED", "AT");
        run.changes().forEach(change -> history.row(TextTable.Cell.ofState(change.state()), seconds(change.at())));
        output.print("");
        output.print(history);
        if (run.attempts().size() > 1) {
            TextTable attempts = new TextTable("ATTEMPT", "STARTED", "ENDED", "FAILURE").elastic("FAILURE");
            for (int i = 0; i < run.attempts().size(); i++) {
                Run.Attempt attempt = run.attempts().get(i);
                attempts.row(
                        i + 1,
                        seconds(attempt.startedAt()),
                        attempt.endedAt().map(EtlShowCommand::seconds).orElse(""),
                        Printable.of(attempt.failure().orElse("")));
            }
            output.print("");
            output.print(attempts);
        }
    }

    private static void addJob(Run.Job job, TextTable facts) {
        facts.row("job", job.stage().map(stage -> stage + ", ").orElse("") + job.percent() + " %");
        job.datesTotal().ifPresent(total -> facts.row("dates done", job.datesDone() + " of " + total));
        job.rowsRead().ifPresent(rows -> facts.row("rows read", Long.toString(rows)));
        addCounts("removed", job.rowsRemoved(), facts);
        addCounts("written", job.rowsWritten(), facts);
    }

    private static void addCounts(String what, Map<String, Long> counts, TextTable facts) {
        if (!counts.isEmpty()) {
            facts.row(
                    what,
                    counts.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(entry -> entry.getValue() + " " + entry.getKey())
                            .collect(Collectors.joining(", ")));
        }
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
