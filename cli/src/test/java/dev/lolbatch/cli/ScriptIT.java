package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code lolbatch} with what the build made, in a copy of the project on a path with blanks. */
class ScriptIT {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Who is in the background of a script ignores Ctrl-C, and so does whoever he starts, unless it is made heard again. */
    private static final List<String> HEARS_CTRL_C =
            Files.isDirectory(Path.of("/proc/self")) ? List.of("env", "--default-signal=INT") : List.of();

    @TempDir
    Path folder;

    private Path project;

    @BeforeEach
    void copyWhatIsBuilt() throws Exception {
        project = folder.resolve("a path with blanks").resolve("lol batch");
        copy("lolbatch");
        copy("cli/target/cli.jar");
        copy("cli/target/cli.jsa");
        try (Stream<Path> jars = Files.list(ROOT.resolve("cli/target/lib"))) {
            for (Path jar : jars.toList()) {
                copy(ROOT.relativize(jar).toString());
            }
        }
        Files.createFile(project.resolve("cli/target/built"));
    }

    private void copy(String path) throws IOException {
        Path target = project.resolve(path);
        Files.createDirectories(target.getParent());
        Files.copy(ROOT.resolve(path), target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }

    private ProcessBuilder command(String... words) {
        List<String> heard = new ArrayList<>(HEARS_CTRL_C);
        heard.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(heard).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeIf(name -> name.startsWith("LOLBATCH_") || name.equals("COLUMNS"));
        return builder;
    }

    private Ended lolbatch(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(project.resolve("lolbatch").toString()));
        words.addAll(List.of(arguments));
        return Ended.of(command(words.toArray(String[]::new)), folder);
    }

    private static void assertVersion(Ended ended) {
        assertThat(ended.err()).isEmpty();
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).matches("lolbatch [0-9][-.0-9A-Z]+, Java 17.*\n");
    }

    @Test
    void runsFromAnyFolderThroughSymlinksOnAPathWithBlanks() throws Exception {
        // Given
        Path links = Files.createDirectories(folder.resolve("my links"));
        Path first =
                Files.createSymbolicLink(links.resolve("lol"), Path.of("../a path with blanks/lol batch/lolbatch"));
        Path second = Files.createSymbolicLink(folder.resolve("second link"), first);

        // When
        Ended ended = Ended.of(command(second.toString(), "--version"), folder);

        // Then
        assertVersion(ended);
    }

    @Test
    void saysNothingOfAnArchiveThatDoesNotFit() throws Exception {
        // Given
        Path jar = project.resolve("cli/target/cli.jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-13T10:00:00Z")));

        // Then
        assertVersion(lolbatch("--version"));
    }

    @Test
    void saysNothingOfAnArchiveThatIsBroken() throws Exception {
        // Given
        Files.delete(project.resolve("cli/target/cli.jsa"));
        Files.writeString(project.resolve("cli/target/cli.jsa"), "no archive");

        // Then
        assertVersion(lolbatch("--version"));
    }

    @Test
    void saysNothingOfAnArchiveThatIsNotThere() throws Exception {
        // Given
        Files.delete(project.resolve("cli/target/cli.jsa"));

        // Then
        assertVersion(lolbatch("--version"));
    }

    @Test
    void secondCommandWaitsForTheBuildOfTheFirst() throws Exception {
        // Given
        Files.delete(project.resolve("cli/target/built"));
        Path builds = folder.resolve("builds");
        Path finished = folder.resolve("finished");
        Path mvn = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
        Files.writeString(
                mvn,
                "#!/bin/sh\necho begun >> '%s'\nuntil [ -f '%s' ]; do sleep 0.1; done\n".formatted(builds, finished));
        Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path secondErr = folder.resolve("second.err");

        // When
        Process first = building(mvn, folder.resolve("first.err"));
        await().atMost(LIMIT).until(() -> Files.exists(builds));
        Process second = building(mvn, secondErr);
        await().atMost(LIMIT).until(() -> Files.readString(secondErr).startsWith("Waiting for the build of process "));
        Files.createFile(finished);

        // Then
        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(builds).hasContent("begun\n");
        assertThat(project.resolve("cli/target/built")).exists();
        assertThat(project.resolve(".lolbatch/building")).doesNotExist();
    }

    private Process building(Path mvn, Path err) throws IOException {
        ProcessBuilder builder = command(project.resolve("lolbatch").toString(), "--version")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile());
        builder.environment().merge("PATH", mvn.getParent().toString(), (path, bin) -> bin + ":" + path);
        return builder.start();
    }

    @Test
    void whatABuildHasLeftThatDiedIsBuiltAnew() throws Exception {
        // Given
        Files.delete(project.resolve("cli/target/built"));
        Files.createDirectories(project.resolve(".lolbatch"));
        Process died = new ProcessBuilder("true").start();
        died.waitFor();
        Files.createSymbolicLink(project.resolve(".lolbatch/building"), Path.of(Long.toString(died.pid())));
        Path mvn = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
        Files.writeString(mvn, "#!/bin/sh\n");
        Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));

        // When
        int code = building(mvn, folder.resolve("err")).waitFor();

        // Then
        assertThat(code).isZero();
        assertThat(project.resolve("cli/target/built")).exists();
    }

    @Test
    void refusesAnotherJava() throws Exception {
        // Given
        Path home = folder.resolve("jdk-11");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.copy(Path.of("/bin/sh"), java, StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
        ProcessBuilder builder = command(project.resolve("lolbatch").toString(), "--version");
        builder.environment().put("JAVA_HOME", home.toString());

        // When
        Ended ended = Ended.of(builder, folder);

        // Then
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err())
                .isEqualTo("Cannot run lolbatch: " + java + " is not Java 17; set JAVA_HOME to a JDK 17\n");
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        // Given
        String words =
                """
                source <("$0" completion)
                # It works inside a completion of the shell only.
                compopt() { :; }
                COMP_WORDS=(lolbatch sta) COMP_CWORD=1; _complete_lolbatch; echo "${COMPREPLY[@]}"
                COMP_WORDS=(lolbatch stats champions --min) COMP_CWORD=3; _complete_lolbatch; echo "${COMPREPLY[@]}"
                """;

        // When
        Ended ended = Ended.of(
                command("bash", "-c", words, project.resolve("lolbatch").toString()), folder);

        // Then
        assertThat(ended.out()).isEqualTo("status stats\n--min-games\n");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void interruptEndsItAtOnceWithoutAWord() throws Exception {
        // Given
        Path log = Files.createDirectories(project.resolve(".lolbatch/logs")).resolve("kafka.log");
        Files.writeString(log, "started\n");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process follower = command(project.resolve("lolbatch").toString(), "logs", "-f", "kafka")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        await().atMost(LIMIT).until(() -> Files.readString(out).equals("started\n"));

        // When
        new ProcessBuilder("kill", "-INT", Long.toString(follower.pid()))
                .start()
                .waitFor();

        // Then
        assertThat(follower.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(follower.exitValue()).isEqualTo(130);
        assertThat(out).hasContent("started");
        assertThat(err).isEmptyFile();
    }
}
