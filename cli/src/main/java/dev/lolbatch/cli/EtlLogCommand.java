package dev.lolbatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "log",
        description = "Shows what the job of a run has printed, also while it runs.",
        footer = {
            "",
            "Examples:",
            "  ./lolbatch etl log -n 20",
            "  ./lolbatch etl log 20260113T101500123Z-7f3a9c",
            "  ./lolbatch etl log 20260113T101500123Z-7f3a9c -f"
        })
final class EtlLogCommand implements Callable<Integer> {
    @Mixin
    private final OrchestratorOptions options;

    @Mixin
    private final Output output;

    @Mixin
    private RunOption chosen;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "Only the last N lines, at most 10000.")
    private Optional<Integer> lines;

    @Option(
            names = "--attempt",
            paramLabel = "K",
            description =
                    "Of this attempt of the run, from 1; the last, and when it is followed those after it, when absent.")
    private Optional<Integer> attempt;

    @Option(
            names = {"-f", "--follow"},
            description = "Show also what is added, to the end of the run or of the attempt.")
    private boolean follow;

    EtlLogCommand(Supplier<StackSettings> configured, Terminal terminal) {
        this.options = new OrchestratorOptions(configured);
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() throws IOException {
        Orchestrator orchestrator = options.orchestrator();
        String path = chosen.path(orchestrator);
        if (follow) {
            new LogFollower(orchestrator, this::print)
                    .follow(path, attempt, lines, () -> output.out().checkError());
            return 0;
        }
        Query query = new Query().with("lines", lines).with("attempt", attempt);
        try (BufferedReader log = new BufferedReader(new InputStreamReader(orchestrator.log(path, query), UTF_8))) {
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                print(line);
            }
        }
        return 0;
    }

    private void print(String line) {
        if (output.isJson()) {
            output.printJson(Map.of("line", line));
        } else {
            output.print(Printable.line(line));
        }
    }
}
