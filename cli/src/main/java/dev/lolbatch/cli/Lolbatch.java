package dev.lolbatch.cli;

import dev.lolbatch.cli.backup.BackupCommand;
import dev.lolbatch.cli.backup.RestoreOffsetsCommand;
import dev.lolbatch.cli.verify.VerifyCommand;
import dev.lolbatch.cluster.ClusterException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line: 0 is done, 1 failed, 2 wrongly called, 3 what it talks to does not answer. */
@Command(
        name = "lolbatch",
        description =
                "The batch layer for League of Legends matches: all of it on this machine, or one elsewhere by --url.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  ./lolbatch demo",
            "  ./lolbatch stats champions --url http://127.0.0.1:8080",
            "",
            "Orchestrator and ingest-service elsewhere: --url and --ingest-url, or LOLBATCH_URL and LOLBATCH_INGEST_URL;",
            "for verify, backup and restore-offsets all of it: --config, or LOLBATCH_CONFIG.",
            "Ports of this machine's are moved by LOLBATCH_KAFKA_PORT, LOLBATCH_HDFS_PORT,",
            "LOLBATCH_HDFS_WEB_PORT, LOLBATCH_CASSANDRA_PORT, LOLBATCH_INGEST_PORT and",
            "LOLBATCH_ORCHESTRATOR_PORT.",
            "Data, logs and pids are in .lolbatch/ of the project; remove it to start afresh."
        })
public final class Lolbatch {
    private static final int HELP_WIDTH = 100;

    /** In the help of every command. */
    private static final Map<String, String> EXIT_CODES = exitCodes();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // Picocli acts on it.
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show which build this is.")
    @SuppressWarnings("UnusedVariable") // Picocli acts on it.
    private boolean version;

    private Lolbatch() {}

    public static void main(String[] args) {
        System.exit(
                commandLine(() -> StackSettings.of(System.getenv()), Clock.systemUTC(), Terminal.of(System.getenv()))
                        .execute(args));
    }

    /** For what takes lines of any length. */
    static CommandLine commandLine(Supplier<StackSettings> settings, Clock clock) {
        return commandLine(settings, clock, Terminal.STREAM);
    }

    /** @param settings asked by the commands when they run, so that what is wrong with them is told like all else */
    static CommandLine commandLine(Supplier<StackSettings> settings, Clock clock, Terminal terminal) {
        CommandLine lolbatch = new CommandLine(new Lolbatch())
                .addSubcommand(new DemoCommand(settings, clock, terminal))
                .addSubcommand(new UpCommand(settings, terminal))
                .addSubcommand(new DownCommand(settings, terminal))
                .addSubcommand(new StatusCommand(settings, terminal))
                .addSubcommand(new LogsCommand(settings, terminal))
                .addSubcommand(new GenerateCommand(settings, clock, terminal))
                .addSubcommand(new IngestCommand(settings, terminal))
                .addSubcommand(EtlCommand.of(settings, terminal))
                .addSubcommand(StatsCommand.of(settings, terminal))
                .addSubcommand(LakeCommand.of(settings, terminal))
                .addSubcommand(DlqCommand.of(settings, terminal))
                .addSubcommand(new VerifyCommand(settings, clock, terminal))
                .addSubcommand(new BackupCommand(settings, clock, terminal))
                .addSubcommand(new RestoreOffsetsCommand(settings, terminal))
                .addSubcommand(new CompletionCommand())
                .addSubcommand(new KeepCommand(settings))
                .setUsageHelpWidth(terminal.width().orElse(HELP_WIDTH))
                .setExecutionExceptionHandler(Lolbatch::tell);
        tellExitCodes(lolbatch);
        return lolbatch;
    }

    private static void tellExitCodes(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(EXIT_CODES);
        command.getSubcommands().values().forEach(Lolbatch::tellExitCodes);
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "done");
        codes.put("1", "failed");
        codes.put("2", "wrongly called");
        codes.put("3", "what it talks to does not answer");
        codes.put("130", "ended by Ctrl-C");
        return Collections.unmodifiableMap(codes);
    }

    private static int tell(Exception failure, CommandLine command, ParseResult parsed) {
        if (OnInterrupt.hasCome()) {
            return CommandException.FAILED;
        }
        PrintWriter err = command.getErr();
        if (failure instanceof CommandException known) {
            err.println(known.getMessage());
            return known.exitCode();
        }
        if (failure instanceof ClusterException) {
            err.println(failure.getMessage());
        } else {
            err.println("Cannot go on: a fault of lolbatch itself; please report it with what follows");
            failure.printStackTrace(err);
        }
        return CommandException.FAILED;
    }
}
