package dev.lolbatch.cli;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The background process that keeps the stack, as its starter sees it. */
final class Keeper {
    // The terminal may be closed while the stack stays up.
    private static final String DEAF_TO_THE_TERMINAL = "trap '' INT HUP; exec \"$@\"";

    private final Process process;
    private final Path log;

    private Keeper(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Keeper start(StackSettings settings) throws IOException {
        Files.createDirectories(settings.logDir());
        Path log = settings.logDir().resolve("keeper.log");
        Process process = new ProcessBuilder(command())
                .directory(settings.home().root().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        return new Keeper(process, log);
    }

    private static List<String> command() {
        return List.of(
                "/bin/sh",
                "-c",
                DEAF_TO_THE_TERMINAL,
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-Dlolbatch.home=" + System.getProperty("lolbatch.home"),
                "-cp",
                System.getProperty("java.class.path"),
                Lolbatch.class.getName(),
                "keep");
    }

    /** What it prints, and why it ended. */
    Path log() {
        return log;
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    /** Tells it to end, with all that it keeps. */
    void end() {
        process.destroy();
    }
}
