package dev.lolbatch.orchestrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

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
            trap 'echo "told to end"; exit 143' TERM
            until [ -f "$home/exit/$run" ]; do
              sleep 0.05 &
              wait $!
            done
            echo "Cannot go on: the test says so; ask the test"
            exit "$(cat "$home/exit/$run")"
            """;

    private final Path home;

    private FakeSparkHome(Path home) {
        this.home = home;
    }

    public static FakeSparkHome create(Path home) {
        try {
            Files.createDirectories(home.resolve("bin"));
            Files.createDirectories(home.resolve("exit"));
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
}
