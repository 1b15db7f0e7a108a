package dev.lolbatch.cli;

import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "stats",
        description = "Shows the statistics of champions and positions that are published.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Examples:", "  ./lolbatch stats champions --limit 10", "  ./lolbatch stats positions"})
final class StatsCommand {
    private StatsCommand() {}

    static CommandLine of(Supplier<StackSettings> settings, Terminal terminal) {
        return new CommandLine(new StatsCommand())
                .addSubcommand(new StatsChampionsCommand(settings, terminal))
                .addSubcommand(new StatsPositionsCommand(settings, terminal));
    }
}
