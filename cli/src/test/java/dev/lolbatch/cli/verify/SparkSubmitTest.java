package dev.lolbatch.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.cluster.SparkHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkSubmitTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path home;

    @Test
    void aRealSparkHomeSaysItsVersion() throws Exception {
        assertThat(new SparkSubmit(SparkHome.locate()).version()).matches("3\\.5\\.\\d+");
    }

    @Test
    void aSparkHomeWhoseJavaIsWrongSaysSo() throws Exception {
        // Given
        submit("echo UnsupportedClassVersionError >&2; exit 7");

        // When, then
        assertThatThrownBy(() -> new SparkSubmit(home).version())
                .isInstanceOfSatisfying(CheckFailedException.class, failure -> assertThat(failure.remedy())
                        .isEqualTo("run it by hand; JAVA_HOME must be a Java 17"))
                .hasMessage(home + "/bin/spark-submit --version ended with exit code 7: UnsupportedClassVersionError");
    }

    @Test
    void whatIsNoSparkSubmitSaysSo() throws Exception {
        // Given
        submit("exit 0");

        // When, then
        assertThatThrownBy(() -> new SparkSubmit(home).version())
                .hasMessage(home + "/bin/spark-submit --version ended with exit code 0: it printed nothing");
    }

    @Test
    void oneThatHangsIsEndedWithWhatItHasStarted() throws Exception {
        // Given
        Path pids = home.resolve("pids");
        submit("sleep 600 & echo $$ $! > '%s.new'; mv '%s.new' '%s'; wait".formatted(pids, pids, pids));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<String> version = thread.submit(() -> new SparkSubmit(home).version());
        await().atMost(LIMIT).until(() -> Files.exists(pids));

        // When
        version.cancel(true);
        thread.shutdown();

        // Then
        assertThat(thread.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(pids).strip().split(" ", -1)).hasSize(2).allSatisfy(pid -> await().atMost(LIMIT)
                // One that has ended, and that nobody has waited for yet, has no command any more.
                .until(() -> ProcessHandle.of(Long.parseLong(pid))
                        .flatMap(process -> process.info().command())
                        .isEmpty()));
    }

    @Test
    void oneOfAnotherMachineIsNotHere() throws Exception {
        // Given
        assertThat(new SparkSubmit(home).isHere()).isFalse();

        // When
        submit("exit 0");

        // Then
        assertThat(new SparkSubmit(home).isHere()).isTrue();
    }

    private void submit(String script) throws IOException {
        Path file = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
