package dev.lolbatch.benchmarks;

import dev.lolbatch.cluster.SparkHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An application that was run by the Spark home's spark-submit in a JVM of its own, with two cores and 1 GiB of heap.
 *
 * @param wall from the start of spark-submit to its exit
 * @param cpu user and system time of all that spark-submit started
 * @param events what Spark wrote down of it
 */
record Submission(Duration wall, Duration cpu, EventLog events) {
    /** What an application is run with. */
    static final class Builder {
        private static final long LIMIT_MINUTES = 20;

        private final String name;
        private final Path logs;
        private final List<String> options = new ArrayList<>();

        /** @param logs folder for what it prints and for Spark's events */
        Builder(String name, Path logs) {
            this.name = name;
            this.logs = logs;
        }

        Builder conf(Map<String, String> settings) {
            settings.forEach((key, value) -> options.addAll(List.of("--conf", key + "=" + value)));
            return this;
        }

        /** Returns when it has ended; fails when its exit code is not 0. */
        Submission run(String mainClass, Path jar, String... arguments) throws IOException, InterruptedException {
            Files.createDirectories(logs);
            Path folder = Files.createTempDirectory(logs, name + "-");
            Path events = Files.createDirectory(folder.resolve("events"));
            Path log = folder.resolve("log");
            conf(Map.of(
                    "spark.eventLog.enabled",
                    "true",
                    "spark.eventLog.dir",
                    events.toUri().toString()));
            List<String> command = new ArrayList<>();
            command.add(SparkHome.locate().resolve("bin/spark-submit").toString());
            command.addAll(List.of("--class", mainClass, "--master", "local[2]", "--driver-memory", "1g"));
            command.addAll(options);
            command.add(jar.toString());
            command.addAll(List.of(arguments));

            Duration cpuBefore = ChildrenCpu.now();
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                    throw new IOException("Cannot measure " + name + ": it failed or stands; see " + log);
                }
            } finally {
                process.destroyForcibly();
            }
            Duration wall = Duration.ofNanos(System.nanoTime() - start);
            return new Submission(wall, ChildrenCpu.now().minus(cpuBefore), EventLog.read(events));
        }
    }

    double wallSeconds() {
        return wall.toNanos() / 1e9;
    }

    /** One line's worth of it. */
    String described() {
        return String.format(
                Locale.ROOT,
                "%.1f s (CPU %.1f s, writing %.1f s, the rest of the application %.1f s)",
                wallSeconds(),
                cpu.toNanos() / 1e9,
                events.writing().toNanos() / 1e9,
                events.allButWriting().toNanos() / 1e9);
    }
}
