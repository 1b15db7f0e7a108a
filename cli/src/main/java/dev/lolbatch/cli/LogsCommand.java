package dev.lolbatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "logs",
        description = {
            "Shows what the servers and services of this machine's stack print, also after they have ended.",
            "What the batch job prints: ./lolbatch etl log."
        },
        footer = {
            "",
            "Examples:",
            "  ./lolbatch logs",
            "  ./lolbatch logs etl-orchestrator -n 200",
            "  ./lolbatch logs ingest-service kafka -f"
        })
final class LogsCommand implements Callable<Integer> {
    private static final String SUFFIX = ".log";
    private static final long POLL_MILLIS = 300;

    private final Supplier<StackSettings> configured;

    @Spec
    private CommandSpec command;

    @Mixin
    private final Output output;

    @Parameters(
            arity = "0..*",
            paramLabel = "SERVICE",
            description =
                    "kafka, hdfs, cassandra, ingest-service, etl-orchestrator, or keeper, which starts them; all when"
                            + " absent.")
    private List<String> services = List.of();

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "20",
            description = "The last N lines of each (${DEFAULT-VALUE}).")
    private int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "Show what is added, until Ctrl-C.")
    private boolean follow;

    LogsCommand(Supplier<StackSettings> configured, Terminal terminal) {
        this.configured = configured;
        this.output = new Output(terminal);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (lines < 1) {
            throw new ParameterException(
                    command.commandLine(), "Cannot use --lines %d: it must be at least 1".formatted(lines));
        }
        Map<String, Path> logs = chosen(logs(configured.get().logDir()));
        Map<String, TailReader> readers = new TreeMap<>();
        try {
            for (Map.Entry<String, Path> log : logs.entrySet()) {
                readers.put(log.getKey(), TailReader.ofLast(log.getValue(), lines));
            }
            print(readers);
            while (follow && !output.out().checkError()) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                print(readers);
            }
            for (Map.Entry<String, TailReader> reader : readers.entrySet()) {
                reader.getValue().rest().ifPresent(line -> print(reader.getKey(), line));
            }
        } finally {
            for (TailReader reader : readers.values()) {
                reader.close();
            }
        }
        return 0;
    }

    private void print(Map<String, TailReader> readers) throws IOException {
        for (Map.Entry<String, TailReader> reader : readers.entrySet()) {
            reader.getValue().newLines().forEach(line -> print(reader.getKey(), line));
        }
    }

    private void print(String service, String line) {
        if (output.isJson()) {
            output.printJson(new Line(service, line));
        } else if (services.size() == 1) {
            output.print(Printable.line(line));
        } else {
            output.print("%-16s | %s".formatted(service, Printable.line(line)));
        }
    }

    /** In JSON. */
    record Line(String service, String line) {}

    private static Map<String, Path> logs(Path folder) throws IOException {
        Map<String, Path> logs = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                        .forEach(file -> logs.put(name(file), file));
            }
        }
        if (logs.isEmpty()) {
            throw CommandException.failed(
                    "Cannot show logs: there are none in %s; start the stack with ./lolbatch up".formatted(folder));
        }
        return logs;
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    private Map<String, Path> chosen(Map<String, Path> logs) {
        if (services.isEmpty()) {
            return logs;
        }
        Map<String, Path> chosen = new TreeMap<>(logs);
        chosen.keySet().retainAll(services);
        for (String service : services) {
            if (!chosen.containsKey(service)) {
                throw CommandException.usage("Cannot show the log of %s: there is none; there are those of %s"
                        .formatted(service, String.join(", ", logs.keySet())));
            }
        }
        return chosen;
    }
}
