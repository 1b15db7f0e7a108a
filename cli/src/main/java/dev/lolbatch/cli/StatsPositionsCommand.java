package dev.lolbatch.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "positions",
        description = {
            "Shows the statistics of positions, or of one of them by champion, patch and day.",
            "95 % is the interval in which the true win rate is; PATCH ± the win rate's change from the patch before."
        },
        footer = {
            "",
            "Examples:",
            "  ./lolbatch stats positions",
            "  ./lolbatch stats positions jungle --champion \"Lee Sin\"",
            "  ./lolbatch stats positions --queue 420 --json"
        })
final class StatsPositionsCommand implements Callable<Integer> {
    @Mixin
    private final OrchestratorOptions options;

    @Mixin
    private final Output output;

    @Mixin
    private StatsOptions selection;

    @Parameters(
            arity = "0..1",
            paramLabel = "POSITION",
            completionCandidates = Candidates.Positions.class,
            description = "One position, as people call it; all when absent.")
    private Optional<String> name;

    StatsPositionsCommand(Supplier<StackSettings> configured, Terminal terminal) {
        this.options = new OrchestratorOptions(configured);
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        new StatsView(options.orchestrator(), output, selection.query())
                .show("positions", "POSITION", "CHAMPION", name);
        return 0;
    }
}
