package dev.lolbatch.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "champions",
        description = {
            "Shows the statistics of champions, or of one of them by position, patch and day.",
            "95 % is the interval in which the true win rate is; PATCH ± the win rate's change from the patch before."
        },
        footer = {
            "",
            "Examples:",
            "  ./lolbatch stats champions --limit 10",
            "  ./lolbatch stats champions --position jungle --min-games 10 --sort win_rate_low",
            "  ./lolbatch stats champions \"Kai'Sa\" --json"
        })
final class StatsChampionsCommand implements Callable<Integer> {
    @Mixin
    private final OrchestratorOptions options;

    @Mixin
    private final Output output;

    @Mixin
    private StatsOptions selection;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "One champion, as people write it; all when absent.")
    private Optional<String> name;

    StatsChampionsCommand(Supplier<StackSettings> configured, Terminal terminal) {
        this.options = new OrchestratorOptions(configured);
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        new StatsView(options.orchestrator(), output, selection.query())
                .show("champions", "CHAMPION", "POSITION", name);
        return 0;
    }
}
