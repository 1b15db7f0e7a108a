package dev.lolbatch.cli;

import dev.lolbatch.cli.DeadLetters.Letter;
import dev.lolbatch.cli.DeadLetters.Listing;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Shows the dead letters that wait: how many by reason, and the newest of them.",
        footer = {
            "",
            "Examples:",
            "  ./lolbatch dlq list --reason TOO_LARGE --limit 5",
            "  ./lolbatch dlq list --oldest --json"
        })
final class DlqListCommand implements Callable<Integer> {
    private static final int CAUSE_CHARS = 90;
    private static final int KEY_CHARS = 30;

    @Mixin
    private final Output output;

    @Mixin
    private final LetterOptions options;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many are shown one by one, at most 1000 (${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--oldest", description = "Show the oldest instead of the newest.")
    private boolean oldest;

    DlqListCommand(Supplier<StackSettings> configured, Terminal terminal) {
        this.options = new LetterOptions(configured);
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        Answer listing = options.deadLetters().list(options.selection(), limit, oldest ? "oldest" : "newest");
        if (output.isJson()) {
            output.print(listing);
        } else {
            print(listing.as(Listing.class), output);
        }
        return 0;
    }

    /** For people; what a producer wrote is made harmless for their terminal. */
    static void print(Listing listing, Output output) {
        if (listing.waiting() == 0) {
            output.print("No dead letter waits in topic " + listing.topic() + ".");
        } else {
            TextTable reasons = new TextTable("REASON", "WAITING", "SELECTED");
            listing.reasons().forEach(one -> reasons.row(Printable.of(one.reason()), one.waiting(), one.selected()));
            reasons.row("all", listing.waiting(), listing.selected());
            output.print(reasons);
        }
        if (listing.foreign() > 0) {
            output.print("%d records of topic %s are no dead letters of ingest and cannot be replayed."
                    .formatted(listing.foreign(), listing.topic()));
        }
        if (!listing.letters().isEmpty()) {
            TextTable letters = new TextTable(
                            "DEAD LETTER", "REJECTED", "RECORD", "REASON", "CAUSE", "KEY", "BYTES", "RECORD TIME")
                    .elastic("CAUSE", "KEY");
            listing.letters().forEach(one -> row(one, letters));
            output.print("");
            output.print(letters);
        }
    }

    private static void row(Letter one, TextTable table) {
        table.row(
                one.dlqPartition() + "/" + one.dlqOffset(),
                one.rejectedAt(),
                Printable.of(one.topic()) + "/" + one.partition() + "/" + one.offset(),
                Printable.of(one.reason()),
                Printable.of(one.cause(), CAUSE_CHARS),
                Printable.of(one.key().orElse(""), KEY_CHARS),
                one.bytes(),
                one.timestamp());
    }
}
