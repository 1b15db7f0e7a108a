package dev.lolbatch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The processor time of processes that this one has started and that have ended. */
final class ChildrenCpu {
    /** In a process's line in {@code /proc}, counted behind its name: user and system time of ended children. */
    private static final int CUTIME = 13;

    /** Linux counts the time of processes in these, whatever the kernel's own clock. */
    private static final long MILLIS_PER_TICK = 10;

    private ChildrenCpu() {}

    static Duration now() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[CUTIME]) + Long.parseLong(fields[CUTIME + 1]);
        return Duration.ofMillis(ticks * MILLIS_PER_TICK);
    }
}
