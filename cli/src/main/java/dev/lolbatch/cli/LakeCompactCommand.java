package dev.lolbatch.cli;

import dev.lolbatch.cli.LakeTable.CompactedDate;
import dev.lolbatch.cli.LakeTable.DateFiles;
import dev.lolbatch.cli.LakeTable.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "compact",
        description = {
            "Joins the small files of match dates into few large ones: of one date, of some, or of all that are complete.",
            "",
            "Every row stays as it is. Readers and ingest go on meanwhile, and a date that is compacted is not stale. The old"
                    + " files go when no snapshot refers to them any more."
        },
        footer = {
            "",
            "Examples:",
            "  ./lolbatch lake compact --dry-run",
            "  ./lolbatch lake compact 2026-01-13",
            "  ./lolbatch lake compact --from 2026-01-01 --to 2026-01-31 --min-files 2",
            "",
            "Ctrl-C stops it; what was compacted stays so, call again to go on."
        })
final class LakeCompactCommand implements Callable<Integer> {
    /** It says something after each date. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    @Spec
    private CommandSpec command;

    @Mixin
    private final Output output;

    @Mixin
    private final IngestOptions options;

    @Parameters(arity = "0..1", paramLabel = "DATE", description = "Match date in UTC, such as 2026-01-13.")
    private Optional<String> date;

    @Option(names = "--from", paramLabel = "DATE", description = "First match date.")
    private Optional<String> from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last match date.")
    private Optional<String> to;

    @Option(
            names = "--min-files",
            paramLabel = "N",
            description = "Leave dates alone that have fewer small files, 2 or more; 5 when absent.")
    private Optional<Integer> minFiles;

    @Option(names = "--dry-run", description = "Only show what would be compacted.")
    private boolean dryRun;

    LakeCompactCommand(Supplier<StackSettings> configured, Terminal terminal) {
        this.options = new IngestOptions(configured);
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() {
        Map<String, Object> scope = scope();
        LakeTable lake = new LakeTable(options.ingest(PATIENCE));
        if (dryRun) {
            show(lake.compactable(scope));
        } else {
            compact(lake, scope);
        }
        return 0;
    }

    private Map<String, Object> scope() {
        if (date.isPresent() && (from.isPresent() || to.isPresent())) {
            throw new ParameterException(
                    command.commandLine(),
                    "Cannot compact %s and a range: they are two selections; leave one of them out"
                            .formatted(date.get()));
        }
        Map<String, Object> scope = new LinkedHashMap<>();
        date.or(() -> from).ifPresent(first -> scope.put("from", first));
        date.or(() -> to).ifPresent(last -> scope.put("to", last));
        minFiles.ifPresent(number -> scope.put("min_files", number));
        return scope;
    }

    private void show(Answer answer) {
        if (output.isJson()) {
            output.print(answer);
            return;
        }
        List<DateFiles> dates = List.of(answer.as(DateFiles[].class));
        if (!dates.isEmpty()) {
            output.print(LakeFilesCommand.table(dates));
        }
        output.print("A compaction would rewrite the small files of %s; nothing was changed."
                .formatted(dates(dates.size())));
    }

    private void compact(LakeTable lake, Map<String, Object> scope) {
        List<CompactedDate> ended = new ArrayList<>();
        Progress progress = output.progress();
        lake.compact(scope, line -> tell(line, ended, progress));
        progress.end();
        if (output.isJson()) {
            output.printJson(Map.of("dates", ended));
            return;
        }
        List<CompactedDate> compacted =
                ended.stream().filter(CompactedDate::isCompacted).toList();
        output.print(
                ended.isEmpty()
                        ? "Nothing to compact: no date that is selected has enough small files."
                        : "Compacted %s: %d files into %d."
                                .formatted(
                                        dates(compacted.size()),
                                        compacted.stream()
                                                .mapToLong(CompactedDate::files)
                                                .sum(),
                                        compacted.stream()
                                                .mapToLong(CompactedDate::filesAfter)
                                                .sum()));
    }

    private static void tell(Line line, List<CompactedDate> ended, Progress progress) {
        line.date().ifPresent(one -> {
            ended.add(one);
            progress.tell(sentence(one));
        });
        if (!line.isLast()) {
            progress.tell(Step.of("compacting", line.done(), line.dates(), "dates"));
        }
    }

    private static String sentence(CompactedDate one) {
        return one.isCompacted()
                ? "%s: %d files of %s MB into %d of %s MB, %,d rows"
                        .formatted(
                                one.date(),
                                one.files(),
                                Megabytes.of(one.bytes()),
                                one.filesAfter(),
                                Megabytes.of(one.bytesAfter()),
                                one.rows())
                : "%s: left as it is, another change of its files came first".formatted(one.date());
    }

    private static String dates(int count) {
        return count == 1 ? "1 date" : count + " dates";
    }
}
