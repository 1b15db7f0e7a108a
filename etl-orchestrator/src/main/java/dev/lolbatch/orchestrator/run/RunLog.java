package dev.lolbatch.orchestrator.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the end of a log file, also while it grows, without reading the rest. */
public final class RunLog {
    /** No tail is longer than this, so that no request can fill the memory. */
    private static final int MAX_BYTES = 4 << 20;

    private static final int LAST_LINES = 100;

    private final Path file;

    RunLog(Path file) {
        this.file = file;
    }

    public boolean exists() {
        return Files.isReadable(file);
    }

    public Path file() {
        return file;
    }

    /** The last {@code lines} lines, at most 4 MiB of them, each ended by a line feed. */
    public String tail(int lines) {
        List<String> all = end().lines().toList();
        StringBuilder text = new StringBuilder();
        all.subList(Math.max(0, all.size() - lines), all.size())
                .forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** The last line that says something: Spark goes on chatting at INFO after a job's last words. */
    Optional<String> lastWords() {
        if (!exists()) {
            return Optional.empty();
        }
        Predicate<String> says = line -> !line.isBlank() && !line.contains(" INFO ") && !line.startsWith("\tat ");
        List<String> telling = tail(LAST_LINES).lines().filter(says).toList();
        return telling.isEmpty()
                ? Optional.empty()
                : Optional.of(telling.get(telling.size() - 1).strip());
    }

    private String end() {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long length = in.length();
            int size = (int) Math.min(length, MAX_BYTES);
            byte[] bytes = new byte[size];
            in.seek(length - size);
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read log " + file + ": " + e.getMessage(), e);
        }
    }
}
