package dev.lolbatch.cli;

import dev.lolbatch.cluster.JvmProcess;
import dev.lolbatch.cluster.LoopbackPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
        footer = {
            "",
            "Examples:",
            "  ./lolbatch ingest --batches 1 --batch-age 5",
            "  ./lolbatch ingest --batches 10 --batch-size 500 --json"
        })
final class IngestCommand implements Callable<Integer> {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 250;

    private final Supplier<StackSettings> configured;

    @Spec
    private CommandSpec command;

    @Mixin
    private final Output output;

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

    IngestCommand(Supplier<StackSettings> configured, Terminal terminal) {
        this.configured = configured;
        this.output = new Output(terminal);
    }

    /** In JSON. */
    record Ingested(int batches, Path log) {}

    @Override
    public Integer call() throws InterruptedException {
        requirePositive("--batches", batches);
        requirePositive("--batch-size", batchSize);
        requirePositive("--batch-age", batchAgeSeconds);
        StackSettings settings = configured.get();
        settings.stackFile()
                .running()
                .orElseThrow(() -> CommandException.unreachable(
                        "Cannot ingest: nothing runs here; start it with ./lolbatch up", null))
                .requireReady();
        int port = LoopbackPorts.free(1).get(0);
        JvmProcess ingest = new Services(settings)
                .ingestBatches(port, batches, batchSize, Duration.ofSeconds(batchAgeSeconds))
                .start(settings.logDir());
        OnInterrupt end = OnInterrupt.run("end-ingest", () -> ingest.terminate(GRACE));
        try {
            output.tell("Ingesting %s; the log is %s".formatted(counted(batches), ingest.log()));
            await(ingest, new CommittedBatches(StackSettings.loopback(port)));
        } finally {
            end.cancel();
        }
        if (ingest.exitCode() != 0) {
            throw CommandException.failed("Cannot ingest: ingest-service ended with exit code %d; its log is %s"
                    .formatted(ingest.exitCode(), ingest.log()));
        }
        if (output.isJson()) {
            output.printJson(new Ingested(batches, ingest.log()));
        } else {
            output.print("Committed %s.".formatted(counted(batches)));
        }
        return 0;
    }

    private void await(JvmProcess ingest, CommittedBatches committed) throws InterruptedException {
        Progress progress = output.progress();
        while (ingest.isAlive()) {
            committed.count().ifPresent(count -> progress.tell(Step.of("committing", count, batches, "batches")));
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        progress.end();
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
