package dev.lolbatch.orchestrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Spark home whose jobs are real processes that do nothing: each prints its arguments and waits until a test says with what
 * code it is to exit.
 */
public final class FakeSparkHome {
    private static final String SCRIPT =
            """
            #!/usr/bin/env bash
            # Arguments end with: <jar> --run-id <id> --date <date>
            home=$(cd "$(dirname "$0")/.." && pwd)
            run=
            for argument in "$@"; do
              [ "$previous" = --run-id ] && run=$argument
              previous=$argument
            done
            echo "arguments: $*"
            trap ': > "$home/told/$run"' TERM
            echo $$ >> "$home/started/$run"
            # Nobody writes to it, so that a read of it is a pause that takes no process.
            exec {never}<> <(:)
            until [ -f "$home/exit/$run" ]; do
              if [ -f "$home/told/$run" ] && [ ! -f "$home/deaf/$run" ]; then
                echo "told to end"
                exit 143
              fi
              # A test that is over has left nobody to tell it anything.
              [ -d "$home" ] || exit 1
              read -r -t 0.05 -u "$never"
            done
            echo "Cannot go on: the test says so; ask the test"
            exit "$(cat "$home/exit/$run")"
            """;
    private static final List<String> FOLDERS = List.of("bin", "exit", "told", "started", "deaf");

    private final Path home;

    private FakeSparkHome(Path home) {
        this.home = home;
    }

    public static FakeSparkHome create(Path home) {
        try {
            for (String folder : FOLDERS) {
                Files.createDirectories(home.resolve(folder));
            }
            Path submit = home.resolve("bin").resolve("spark-submit");
            Files.writeString(submit, SCRIPT);
            Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.writeString(home.resolve("job.jar"), "no jar at all");
            return new FakeSparkHome(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static FakeSparkHome at(Path home) {
        return new FakeSparkHome(home);
    }

    public Path home() {
        return home;
    }

    public Path jobJar() {
        return home.resolve("job.jar");
    }

    /** Has the job of a run exit. */
    public void exit(String runId, int code) {
        try {
            Path half = home.resolve(runId + ".half");
            Files.writeString(half, Integer.toString(code));
            Files.move(half, home.resolve("exit").resolve(runId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has the job of a run go on when it is told to end: it must be killed, unless the test has it exit. */
    public void ignoreEnd(String runId) {
        try {
            Files.createFile(home.resolve("deaf").resolve(runId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the job of a run was told to end. */
    public boolean wasToldToEnd(String runId) {
        return Files.exists(home.resolve("told").resolve(runId));
    }

    /** The processes of every job that was ever started, by the job. */
    public Map<String, List<Long>> started() {
        try (Stream<Path> jobs = Files.list(home.resolve("started"))) {
            return jobs.collect(Collectors.toMap(job -> job.getFileName().toString(), FakeSparkHome::pids));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Long> pids(Path job) {
        try {
            return Files.readAllLines(job).stream().map(Long::valueOf).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
