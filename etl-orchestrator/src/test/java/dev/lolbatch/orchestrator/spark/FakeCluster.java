package dev.lolbatch.orchestrator.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A Spark home whose submitters pretend to a standalone cluster: one names a driver and stays until the driver is gone, or
 * until a test says with what code it is to go; one of {@code deploy.Client} has the driver gone.
 */
final class FakeCluster {
    static final String DRIVER = "driver-20260113101500-0007";

    private static final String SCRIPT =
            """
            #!/usr/bin/env bash
            home=$(cd "$(dirname "$0")/.." && pwd)
            printf '%s\\n' "$*" >> "$home/calls"
            case "$*" in
              *deploy.Client*)
                if [ -f "$home/away" ]; then
                  echo "No master is available, exiting."
                  exit 255
                fi
                if [ -f "$home/gone" ]; then
                  echo "Driver has already finished or does not exist"
                  exit 255
                fi
                touch "$home/gone"
                exit 0
                ;;
            esac
            env > "$home/environment"
            until [ -f "$home/accepts" ] || [ ! -d "$home" ]; do sleep 0.05; done
            echo "INFO ClientEndpoint: Driver successfully submitted as driver-20260113101500-0007"
            until [ -f "$home/gone" ] || [ -f "$home/submitter" ] || [ ! -d "$home" ]; do sleep 0.05; done
            [ -f "$home/submitter" ] && exit "$(cat "$home/submitter")"
            exit 0
            """;

    private final Path home;

    FakeCluster(Path home) throws IOException {
        this.home = home;
        Path submit = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
        Files.writeString(submit, SCRIPT);
        Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
        accept();
    }

    Path home() {
        return home;
    }

    /** From now on its master takes no more drivers. */
    void hesitate() throws IOException {
        Files.delete(home.resolve("accepts"));
    }

    void accept() throws IOException {
        Files.writeString(home.resolve("accepts"), "");
    }

    /** From now on its master does not answer. */
    void goAway() throws IOException {
        Files.writeString(home.resolve("away"), "");
    }

    /** The driver ends by itself. */
    void endDriver() throws IOException {
        Files.writeString(home.resolve("gone"), "");
    }

    /** The submitter goes, and the driver does not. */
    void endSubmitter(int code) throws IOException {
        Files.writeString(home.resolve("half"), Integer.toString(code));
        Files.move(home.resolve("half"), home.resolve("submitter"));
    }

    boolean isDriverGone() {
        return Files.exists(home.resolve("gone"));
    }

    /** The arguments of every spark-submit so far. */
    List<String> calls() throws IOException {
        return Files.readAllLines(home.resolve("calls"));
    }

    String environment() throws IOException {
        return Files.readString(home.resolve("environment"));
    }
}
