package dev.lolbatch.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which dead letters are meant, and whose; the same for every command of them. */
final class LetterOptions {
    private static final Pattern OFFSETS = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18}))?");

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            split = ",",
            description = "Only those rejected for this reason, such as TOO_LARGE; may be given more than once.")
    private List<String> reasons = List.of();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Only records of this topic.")
    private Optional<String> topic;

    @Option(names = "--partition", paramLabel = "P", description = "Only records of this partition of their topic.")
    private Optional<Integer> partition;

    @Option(
            names = "--offsets",
            paramLabel = "A-B",
            description = "Only records at these offsets of --partition, both included.")
    private Optional<String> offsets;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only those rejected then or later, such as 2026-01-13T10:00:00Z.")
    private Optional<Instant> since;

    @Mixin
    private final IngestOptions ingest;

    LetterOptions(Supplier<StackSettings> configured) {
        this.ingest = new IngestOptions(configured);
    }

    /** Parts of the selection that are given, by the names that they have in JSON. */
    Map<String, Object> selection() {
        Map<String, Object> parts = new LinkedHashMap<>();
        if (!reasons.isEmpty()) {
            parts.put("reasons", reasons);
        }
        topic.ifPresent(name -> parts.put("topic", name));
        partition.ifPresent(number -> parts.put("partition", number));
        offsets.ifPresent(range -> addOffsets(range, parts));
        since.ifPresent(time -> parts.put("since", time.toString()));
        return parts;
    }

    private void addOffsets(String range, Map<String, Object> parts) {
        Matcher ends = OFFSETS.matcher(range);
        if (!ends.matches()) {
            throw wrong("Cannot use --offsets %s: it is no range; write it like 17-42, or 17 for one".formatted(range));
        }
        if (partition.isEmpty()) {
            throw wrong("Cannot use --offsets without --partition: offsets count in a partition; add --partition");
        }
        long from = Long.parseLong(ends.group(1));
        long to = ends.group(2) == null ? from : Long.parseLong(ends.group(2));
        if (from > to) {
            throw wrong("Cannot use --offsets %s: it ends before it begins; write %d-%d".formatted(range, to, from));
        }
        parts.put("from_offset", from);
        parts.put("to_offset", to);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    DeadLetters deadLetters() {
        return new DeadLetters(ingest.ingest(DeadLetters.PATIENCE));
    }
}
