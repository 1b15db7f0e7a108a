package dev.lolbatch.benchmarks;

import dev.lolbatch.cluster.JvmProcess;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What a process takes for some batches in the middle of many, when it has started.
 *
 * @param cpu user and system time of all its threads but those of the just-in-time compiler, whose work ends some time
 * @param peakRssKib the most memory that was its own at once, since it started
 */
record SteadyCost(Duration cpu, long peakRssKib) {
    private static final Duration SAMPLE = Duration.ofMillis(10);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Of a thread's line in {@code /proc}: user and system time, counted behind its name. */
    private static final int UTIME = 11;

    /** Linux counts the time of threads in these, whatever the kernel's own clock. */
    private static final long MILLIS_PER_TICK = 10;

    /**
     * Watches the process from the end of its {@code from}-th batch to the end of its {@code to}-th.
     *
     * @param process runs with {@code -XX:-UseDynamicNumberOfCompilerThreads}, since the time of a thread is gone with it
     * @param mark is in the log once for each batch
     */
    static SteadyCost between(JvmProcess process, String mark, int from, int to) throws IOException {
        awaitBatches(process, mark, from);
        Duration begin = cpu(process);
        awaitBatches(process, mark, to);
        return new SteadyCost(cpu(process).minus(begin), peakRssKib(process.pid()));
    }

    @Override
    public String toString() {
        return cpu.toMillis() + " ms (peak RSS " + peakRssKib / 1024 + " MiB)";
    }

    private static void awaitBatches(JvmProcess process, String mark, int batches) throws IOException {
        long start = System.nanoTime();
        while (count(process.log(), mark) < batches) {
            if (!process.isAlive() || System.nanoTime() - start > LIMIT.toNanos()) {
                throw new IOException("Cannot measure " + process.name() + ": it ended, or stands, before its "
                        + batches + "-th batch; see " + process.log());
            }
            LockSupport.parkNanos(SAMPLE.toNanos());
        }
    }

    private static long count(Path log, String mark) throws IOException {
        return Files.readString(log).lines().filter(line -> line.contains(mark)).count();
    }

    private static Duration cpu(JvmProcess process) throws IOException {
        Duration all = ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElseThrow(() -> new IOException("Cannot measure " + process.name() + ": it is gone"));
        return all.minus(compiling(process.pid()));
    }

    private static Duration compiling(long pid) throws IOException {
        long ticks = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.contains("CompilerThre")) {
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                    ticks += Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1]);
                }
            }
        }
        return Duration.ofMillis(ticks * MILLIS_PER_TICK);
    }

    private static long peakRssKib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
