package dev.lolbatch.cli;

import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "lake",
        description = "Shows what the lake holds and what is published of it, and keeps its files few.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Examples:", "  ./lolbatch lake dates", "  ./lolbatch lake compact --dry-run"})
final class LakeCommand {
    private LakeCommand() {}

    static CommandLine of(Supplier<StackSettings> settings, Terminal terminal) {
        return new CommandLine(new LakeCommand())
                .addSubcommand(new LakeDatesCommand(settings, terminal))
                .addSubcommand(new LakeFilesCommand(settings, terminal))
                .addSubcommand(new LakeCompactCommand(settings, terminal))
                .addSubcommand(new LakeExpireCommand(settings, terminal));
    }
}
