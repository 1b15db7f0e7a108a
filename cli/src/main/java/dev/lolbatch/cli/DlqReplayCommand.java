package dev.lolbatch.cli;

import dev.lolbatch.cli.DeadLetters.Line;
import dev.lolbatch.cli.DeadLetters.Listing;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
            "Examples:",
            "  ./lolbatch dlq replay --reason TOO_LARGE --dry-run",
            "  ./lolbatch dlq replay --partition 1 --offsets 17-42",
            "",
            "Ctrl-C stops it behind what was sent; call again to go on."
        })
final class DlqReplayCommand implements Callable<Integer> {
    private static final int DRY_RUN_SHOWN = 20;

    @Mixin
    private final Output output;

    @Mixin
    private final LetterOptions options;

    @Option(names = "--dry-run", description = "Only show what would be sent.")
    private boolean dryRun;

    DlqReplayCommand(Supplier<StackSettings> configured, Terminal terminal) {
        this.options = new LetterOptions(configured);
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        DeadLetters letters = options.deadLetters();
        if (dryRun) {
            show(letters.list(options.selection(), DRY_RUN_SHOWN, "oldest"));
            return 0;
        }
        Progress progress = output.progress();
        Line end = letters.replay(
                options.selection(),
                line -> progress.tell(Step.of("replaying", line.sent(), line.selected(), "dead letters")));
        progress.end();
        if (output.isJson()) {
            output.printJson(end);
        } else {
            output.print(
                    end.selected() == 0
                            ? "Nothing to replay: no dead letter that waits is selected."
                            : "Replayed %s, %s MB.".formatted(deadLetters(end.sent()), Megabytes.of(end.bytes())));
        }
        return 0;
    }

    private void show(Answer answer) {
        if (output.isJson()) {
            output.print(answer);
            return;
        }
        Listing listing = answer.as(Listing.class);
        DlqListCommand.print(listing, output);
        output.print("%nA replay would send %d of them; nothing was sent.".formatted(listing.selected()));
    }

    private static String deadLetters(long count) {
        return count == 1 ? "1 dead letter" : count + " dead letters";
    }
}
