package dev.lolbatch.cli;

import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "etl",
        description = "Requests, follows and cancels runs of the batch job, which computes the statistics.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Examples:", "  ./lolbatch etl run 2026-01-13", "  ./lolbatch etl list --limit 5"})
final class EtlCommand {
    private EtlCommand() {}

    static CommandLine of(Supplier<StackSettings> settings, Terminal terminal) {
        return new CommandLine(new EtlCommand())
                .addSubcommand(new EtlRunCommand(settings, terminal))
                .addSubcommand(new EtlListCommand(settings, terminal))
                .addSubcommand(new EtlShowCommand(settings, terminal))
                .addSubcommand(new EtlLogCommand(settings, terminal))
                .addSubcommand(new EtlCancelCommand(settings, terminal));
    }
}
