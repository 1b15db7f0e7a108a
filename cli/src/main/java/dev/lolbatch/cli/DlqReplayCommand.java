package dev.lolbatch.cli;

import dev.lolbatch.cli.DeadLetters.Line;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        description = {
            "Sends dead letters to the topic that they were rejected from, for ingest to read again; all that wait, or those that"
                    + " every given option selects.",
            "",
            "Each is sent exactly once, however often this is called or interrupted, with its bytes, key, headers and time"
                    + " unchanged and a header replayed-from. What is not selected waits for another replay, as long as the"
                    + " topic keeps it. What is rejected"
                    + " again comes back as a new dead letter, and is not replayed by the same call."
        },
        footer = {
            "",
            "Example: ./lolbatch dlq replay --reason TOO_LARGE --dry-run",
            "Ctrl-C stops it behind what was sent; call again to go on."
        })
final class DlqReplayCommand implements Callable<Integer> {
    private static final int DRY_RUN_SHOWN = 20;
    private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<StackSettings> configured;

    @Spec
    private CommandSpec command;

    @Mixin
    private LetterOptions options;

    @Option(names = "--dry-run", description = "Only show what would be sent.")
    private boolean dryRun;

    DlqReplayCommand(Supplier<StackSettings> configured) {
        this.configured = configured;
    }

    @Override
    public Integer call() throws Exception {
        DeadLetters letters = options.deadLetters(configured.get());
        PrintWriter out = command.commandLine().getOut();
        if (dryRun) {
            show(letters, out);
            return 0;
        }
        if (options.json()) {
            Line end = letters.replay(options.selection(), line -> {});
            out.println(Json.MAPPER.writeValueAsString(end));
            return 0;
        }
        Line end = letters.replay(options.selection(), new Told(out));
        out.println(
                end.selected() == 0
                        ? "Nothing to replay: no dead letter that waits is selected."
                        : "Replayed %s, %s.".formatted(deadLetters(end.sent()), megabytes(end.bytes())));
        return 0;
    }

    private void show(DeadLetters letters, PrintWriter out) {
        if (options.json()) {
            out.println(letters.listJson(options.selection(), DRY_RUN_SHOWN, "oldest"));
            return;
        }
        DeadLetters.Listing listing = letters.list(options.selection(), DRY_RUN_SHOWN, "oldest");
        DlqListCommand.print(listing, out);
        out.printf("%nA replay would send %d of them; nothing was sent.%n", listing.selected());
    }

    private static String deadLetters(long count) {
        return count == 1 ? "1 dead letter" : count + " dead letters";
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    /** Tells how far it is about once a second, with rate and time left. */
    private static final class Told implements Consumer<Line> {
        private final Progress progress;
        private long begun;
        private long toldAt;

        Told(PrintWriter out) {
            this.progress = Progress.on(out);
        }

        @Override
        public void accept(Line line) {
            long now = System.nanoTime();
            if (line.sent() == 0) {
                // Before it, ingest-service looks what there is.
                begun = now;
                toldAt = now;
            }
            if (!line.state().equals("RUNNING") || now - toldAt < TELL_NANOS) {
                return;
            }
            toldAt = now;
            double rate = line.sent() / ((now - begun) / 1e9);
            progress.tell(String.format(
                    Locale.ROOT,
                    "%d of %d sent, %.0f/s, %.0f s left",
                    line.sent(),
                    line.selected(),
                    rate,
                    (line.selected() - line.sent()) / rate));
        }
    }
}
