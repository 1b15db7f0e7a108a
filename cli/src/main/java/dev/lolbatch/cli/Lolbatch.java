package dev.lolbatch.cli;

import dev.lolbatch.cluster.ClusterException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command line: 0 is done, 1 failed, 2 wrongly called, 3 what it talks to does not answer. */
@Command(
        name = "lolbatch",
        description = "The batch layer for League of Legends matches, on this machine.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            GenerateCommand.class,
            KeepCommand.class
        },
        footer = {
            "",
            "Ports are moved by LOLBATCH_KAFKA_PORT, LOLBATCH_HDFS_PORT, LOLBATCH_HDFS_WEB_PORT,",
            "LOLBATCH_CASSANDRA_PORT, LOLBATCH_INGEST_PORT and LOLBATCH_ORCHESTRATOR_PORT.",
            "Data, logs and pids are in .lolbatch/ of the project; remove it to start afresh.",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not reachable."
        })
public final class Lolbatch {
    private Lolbatch() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Lolbatch())
                .setCaseInsensitiveEnumValuesAllowed(true)
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
