package dev.lolbatch.cli;

import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "dlq",
        description = "Lists and replays dead letters: records that ingest could not read as a match.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  ./lolbatch dlq list --oldest --json",
            "  ./lolbatch dlq replay --reason TOO_LARGE --dry-run"
        })
final class DlqCommand {
    private DlqCommand() {}

    static CommandLine of(Supplier<StackSettings> settings, Terminal terminal) {
        return new CommandLine(new DlqCommand())
                .addSubcommand(new DlqListCommand(settings, terminal))
                .addSubcommand(new DlqReplayCommand(settings, terminal));
    }
}
