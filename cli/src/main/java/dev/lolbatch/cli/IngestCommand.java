package dev.lolbatch.cli;

import dev.lolbatch.cluster.JvmProcess;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "ingest",
        description = {
            "Runs one more ingest-service until it has committed a number of batches.",
            "It joins the stack's own and shares the partitions with it; Ctrl-C commits what it holds and ends it."
        },
        footer = {"", "Example: ./lolbatch ingest --batches 10 --batch-size 500"})
final class IngestCommand implements Callable<Integer> {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Supplier<StackSettings> configured;

    @Spec
    private CommandSpec command;

    @Option(names = "--batches", paramLabel = "N", required = true, description = "Batches to commit.")
    private int batches;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "50",
            description = "Messages that make a batch full. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(
            names = "--batch-age",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Age at which a batch is committed though it is not full. Default: ${DEFAULT-VALUE}.")
    private int batchAgeSeconds;

    IngestCommand(Supplier<StackSettings> configured) {
        this.configured = configured;
    }

    @Override
    public Integer call() {
        requirePositive("--batches", batches);
        requirePositive("--batch-size", batchSize);
        requirePositive("--batch-age", batchAgeSeconds);
        StackSettings settings = configured.get();
        settings.stackFile()
                .running()
                .orElseThrow(() -> CommandException.unreachable(
                        "Cannot ingest: nothing runs here; start it with ./lolbatch up", null))
                .requireReady();
        JvmProcess ingest = new Services(settings)
                .ingestBatches(batches, batchSize, Duration.ofSeconds(batchAgeSeconds))
                .start(settings.logDir());
        Thread end = new Thread(() -> ingest.terminate(GRACE), "end-ingest");
        Runtime.getRuntime().addShutdownHook(end);
        PrintWriter out = command.commandLine().getOut();
        out.printf("Ingesting %s; the log is %s%n", counted(batches), ingest.log());
        int exitCode = ingest.onExit().join().exitCode();
        if (exitCode != 0) {
            throw CommandException.failed("Cannot ingest: ingest-service ended with exit code %d; its log is %s"
                    .formatted(exitCode, ingest.log()));
        }
        Runtime.getRuntime().removeShutdownHook(end);
        out.printf("Committed %s.%n", counted(batches));
        return 0;
    }

    static String counted(int batches) {
        return batches == 1 ? "1 batch" : batches + " batches";
    }

    private void requirePositive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(
                    command.commandLine(), "Cannot use %s %d: it must be at least 1".formatted(option, value));
        }
    }
}
