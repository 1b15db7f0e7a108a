package dev.lolbatch.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lolbatch.cluster.ProjectHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The built command line as {@code ./lolbatch} of a folder of its own, which starts the JVM that the project's script would.
 * The script itself would build first.
 */
final class LolbatchCommand {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Who is in the background of a script ignores Ctrl-C, and so does whoever he starts, unless it is made heard again. */
    private static final List<String> HEARS_CTRL_C =
            Files.isDirectory(Path.of("/proc/self")) ? List.of("env", "--default-signal=INT") : List.of();

    private final Path folder;
    private final Map<String, String> environment;

    private LolbatchCommand(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /**
     * Makes it callable in {@code folder}.
     *
     * @param environment its variables of LOLBATCH_; this process's own are not passed on
     */
    static LolbatchCommand in(Path folder, Map<String, String> environment) throws IOException {
        Path script = folder.resolve("lolbatch");
        Files.writeString(
                script,
                """
                #!/bin/sh
                exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 '-Dlolbatch.home=%s' -cp '%s' dev.lolbatch.cli.Lolbatch "$@"
                """
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                folder,
                                ProjectHome.locate().built("cli/target/cli.jar")));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new LolbatchCommand(folder, environment);
    }

    /** What it printed and ended with. */
    record Ended(int exitCode, String out, String err) {
        String output() {
            return out + err;
        }
    }

    /** A call that goes on. */
    record Started(Process process, Path outFile, Path errFile) {
        String out() throws IOException {
            return Files.readString(outFile, UTF_8);
        }

        /** Ctrl-C. */
        void interrupt() throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }

        Ended ended() throws IOException, InterruptedException {
            boolean hasEnded = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(hasEnded).as("the command ends").isTrue();
            return new Ended(process.exitValue(), out(), Files.readString(errFile, UTF_8));
        }
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).ended();
    }

    Started start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("./lolbatch"));
        command.addAll(List.of(arguments));
        return start(command);
    }

    /** Runs a line that is pasted into a shell. */
    Ended paste(String line) throws IOException, InterruptedException {
        return startPasted(line).ended();
    }

    Started startPasted(String line) throws IOException {
        return start(List.of("sh", "-c", "exec env " + line));
    }

    private Started start(List<String> command) throws IOException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        List<String> heard = new ArrayList<>(HEARS_CTRL_C);
        heard.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(heard)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LOLBATCH_") || name.equals("COLUMNS"));
        builder.environment().putAll(environment);
        return new Started(builder.start(), out, err);
    }
}
