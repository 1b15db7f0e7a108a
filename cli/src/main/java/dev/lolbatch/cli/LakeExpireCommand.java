package dev.lolbatch.cli;

import dev.lolbatch.cli.LakeTable.Expiry;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "expire",
        description = {
            "Runs the lake's maintenance now, which ingest-service runs by itself every few minutes: old snapshots expire, and"
                    + " old files that no snapshot refers to are deleted.",
            "Such files are looked for a few times a day only: when that was not long ago, none are found."
        },
        footer = {"", "Examples:", "  ./lolbatch lake expire", "  ./lolbatch lake expire --json"})
final class LakeExpireCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Mixin
    private final Output output;

    @Mixin
    private final IngestOptions options;

    LakeExpireCommand(Supplier<StackSettings> configured, Terminal terminal) {
        this.options = new IngestOptions(configured);
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        Answer answer = new LakeTable(options.ingest(PATIENCE)).expire();
        if (output.isJson()) {
            output.print(answer);
        } else {
            Expiry gone = answer.as(Expiry.class);
            output.print("Snapshots expired: %d. Orphaned files removed: %d, %s MB."
                    .formatted(gone.snapshotsExpired(), gone.orphansRemoved(), Megabytes.of(gone.bytesFreed())));
        }
        return 0;
    }
}
