package dev.lolbatch.cli;

import dev.lolbatch.cli.LakeTable.DateFiles;
import dev.lolbatch.cli.LakeTable.Listing;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "files",
        description = "Lists the lake's data files: how many each match date has, and the first of them one by one.",
        footer = {
            "",
            "Examples:",
            "  ./lolbatch lake files 2026-01-13",
            "  ./lolbatch lake files --from 2026-01-01 --to 2026-01-31 --limit 0",
            "  ./lolbatch lake files --json"
        })
final class LakeFilesCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Mixin
    private final Output output;

    @Mixin
    private final IngestOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "DATE",
            description = "Match date in UTC, such as 2026-01-13; all dates when absent.")
    private Optional<String> date;

    @Option(names = "--from", paramLabel = "DATE", description = "First match date.")
    private Optional<String> from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last match date.")
    private Optional<String> to;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many are shown one by one, 0 to 1000; 100 when absent. All are counted.")
    private Optional<String> limit;

    LakeFilesCommand(Supplier<StackSettings> configured, Terminal terminal) {
        this.options = new IngestOptions(configured);
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        Answer answer = new LakeTable(options.ingest(PATIENCE))
                .files(new Query()
                        .with("date", date)
                        .with("from", from)
                        .with("to", to)
                        .with("limit", limit));
        if (output.isJson()) {
            output.print(answer);
        } else {
            print(answer.as(Listing.class));
        }
        return 0;
    }

    private void print(Listing listing) {
        if (listing.files() == 0) {
            output.print("The lake has no file of such a date.");
            return;
        }
        output.print(table(listing.dates()).row("all", listing.files(), listing.rows(), Megabytes.of(listing.bytes())));
        if (!listing.listed().isEmpty()) {
            TextTable files = new TextTable("DATE", "ROWS", "MB", "PATH");
            listing.listed()
                    .forEach(file ->
                            files.row(file.date(), file.rows(), Megabytes.of(file.bytes()), Printable.of(file.path())));
            output.print("");
            output.print(files);
        }
    }

    static TextTable table(Iterable<DateFiles> dates) {
        TextTable table = new TextTable("DATE", "FILES", "ROWS", "MB");
        dates.forEach(one -> table.row(one.date(), one.files(), one.rows(), Megabytes.of(one.bytes())));
        return table;
    }
}
