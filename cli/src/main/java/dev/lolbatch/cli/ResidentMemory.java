package dev.lolbatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Optional;

/** Asks the system how much memory a process holds; ps says it on Linux and macOS alike. */
final class ResidentMemory {
    private ResidentMemory() {}

    /** Empty when the process has ended. */
    static Optional<Long> mebibytes(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            String kibibytes = new String(ps.getInputStream().readAllBytes(), UTF_8).strip();
            return kibibytes.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(kibibytes) / 1024);
        } catch (IOException e) {
            throw CommandException.failed("Cannot ask for the memory of process %d: %s".formatted(pid, e), e);
        }
    }
}
