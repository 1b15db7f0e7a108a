package dev.lolbatch.cli;

import dev.lolbatch.cli.DeadLetters.Letter;
import dev.lolbatch.cli.DeadLetters.Listing;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        description = "Shows the dead letters that wait: how many by reason, and the newest of them.",
        footer = {"", "Example: ./lolbatch dlq list --reason TOO_LARGE --limit 5"})
final class DlqListCommand implements Callable<Integer> {
    private static final int CAUSE_CHARS = 90;
    private static final int KEY_CHARS = 30;

    private final Supplier<StackSettings> configured;

    @Spec
    private CommandSpec command;

    @Mixin
    private LetterOptions options;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many are shown one by one, at most 1000 (${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--oldest", description = "Show the oldest instead of the newest.")
    private boolean oldest;

    DlqListCommand(Supplier<StackSettings> configured) {
        this.configured = configured;
    }

    @Override
    public Integer call() {
        DeadLetters letters = options.deadLetters(configured.get());
        String order = oldest ? "oldest" : "newest";
        PrintWriter out = command.commandLine().getOut();
        if (options.json()) {
            out.println(letters.listJson(options.selection(), limit, order));
        } else {
            print(letters.list(options.selection(), limit, order), out);
        }
        return 0;
    }

    /** For people; what a producer wrote is made harmless for their terminal. */
    static void print(Listing listing, PrintWriter out) {
        if (listing.waiting() == 0) {
            out.println("No dead letter waits in topic " + listing.topic() + ".");
        } else {
            TextTable reasons = new TextTable("REASON", "WAITING", "SELECTED");
            listing.reasons().forEach(one -> reasons.row(Printable.of(one.reason()), one.waiting(), one.selected()));
            reasons.row("all", listing.waiting(), listing.selected());
            out.println(reasons.text());
        }
        if (listing.foreign() > 0) {
            out.printf(
                    "%d records of topic %s are no dead letters of ingest and cannot be replayed.%n",
                    listing.foreign(), listing.topic());
        }
        if (!listing.letters().isEmpty()) {
            TextTable letters = new TextTable(
                    "DEAD LETTER", "REJECTED", "RECORD", "RECORD TIME", "BYTES", "KEY", "REASON", "CAUSE");
            listing.letters().forEach(one -> row(one, letters));
            out.printf("%n%s%n", letters.text());
        }
    }

    private static void row(Letter one, TextTable table) {
        table.row(
                one.dlqPartition() + "/" + one.dlqOffset(),
                one.rejectedAt(),
                Printable.of(one.topic()) + "/" + one.partition() + "/" + one.offset(),
                one.timestamp(),
                one.bytes(),
                Printable.of(one.key().orElse(""), KEY_CHARS),
                Printable.of(one.reason()),
                Printable.of(one.cause(), CAUSE_CHARS));
    }
}
