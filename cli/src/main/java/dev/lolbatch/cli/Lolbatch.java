package dev.lolbatch.cli;

import dev.lolbatch.cluster.ClusterException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line: 0 is done, 1 failed, 2 wrongly called, 3 what it talks to does not answer. */
@Command(
        name = "lolbatch",
        description = "The batch layer for League of Legends matches, on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Ports are moved by LOLBATCH_KAFKA_PORT, LOLBATCH_HDFS_PORT, LOLBATCH_HDFS_WEB_PORT,",
            "LOLBATCH_CASSANDRA_PORT, LOLBATCH_INGEST_PORT and LOLBATCH_ORCHESTRATOR_PORT.",
            "Data, logs and pids are in .lolbatch/ of the project; remove it to start afresh.",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not reachable."
        })
public final class Lolbatch {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // Picocli acts on it.
    private boolean help;

    private Lolbatch() {}

    public static void main(String[] args) {
        System.exit(commandLine(() -> StackSettings.of(System.getenv()), Clock.systemUTC())
                .execute(args));
    }

    /** @param settings asked by the commands when they run, so that what is wrong with them is told like all else */
    static CommandLine commandLine(Supplier<StackSettings> settings, Clock clock) {
        return new CommandLine(new Lolbatch())
                .addSubcommand(new DemoCommand(settings, clock))
                .addSubcommand(new UpCommand(settings))
                .addSubcommand(new DownCommand(settings))
                .addSubcommand(new StatusCommand(settings))
                .addSubcommand(new GenerateCommand(settings, clock))
                .addSubcommand(new IngestCommand(settings))
                .addSubcommand(DlqCommand.of(settings))
                .addSubcommand(new KeepCommand(settings))
                .setExecutionExceptionHandler(Lolbatch::tell);
    }

    private static int tell(Exception failure, CommandLine command, ParseResult parsed) {
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
