package dev.lolbatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmProcessIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void argumentsPropertiesAndEnvironmentArriveAsGiven() throws Exception {
        // Given
        JvmProcessBuilder probe = probe("ends", "with 'quotes' and $signs")
                .systemProperty("probe.property", "a b")
                .environment("PROBE_VARIABLE", "c \"d\"")
                .workingDir(folder);

        // When
        JvmProcess process = probe.start(folder);

        // Then
        process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(process.exitCode()).isZero();
        assertThat(process.log())
                .content()
                .contains("arguments=ends|with 'quotes' and $signs\nproperty=a b\nvariable=c \"d\"\n")
                .contains("folder=" + folder.toRealPath() + "\n");
    }

    @Test
    void deathBeforeReadinessIsToldWithTheEndOfTheLog() {
        // Given
        JvmProcess process = probe("fails").start(folder);

        // Then
        assertThatThrownBy(() -> process.awaitReady(() -> false, LIMIT))
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith("Cannot start probe: it ended with exit code 1; the end of its log "
                        + folder.resolve("probe.log") + ":\narguments=fails\n")
                .hasMessageContaining("java.lang.IllegalStateException: told to fail");
    }

    @Test
    void processThatIsNotReadyInTimeIsToldWithItsLastAnswer() {
        try (JvmProcess process = probe("stays").start(folder)) {
            ReadyCheck check = () -> {
                throw new IOException("HTTP 503");
            };

            // Then
            assertThatThrownBy(() -> process.awaitReady(check, Duration.ofSeconds(1)))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageStartingWith(
                            "Cannot start probe: it is not ready after 1 s (java.io.IOException: HTTP 503)"
                                    + "; the end of its log " + folder.resolve("probe.log"));
        }
    }

    @Test
    void interruptOfTheTerminalDoesNotReachTheProcess() throws Exception {
        try (JvmProcess process = probe("stays").start(folder)) {
            process.awaitReady(() -> Files.readString(process.log()).contains("folder="), LIMIT);

            // When
            int status = new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();

            // Then
            assertThat(status).isZero();
            assertThat(process.onExit()
                            .completeOnTimeout(null, 1, TimeUnit.SECONDS)
                            .get())
                    .isNull();
        }
    }

    @Test
    void closeEndsTheProcess() {
        // Given
        JvmProcess process = probe("stays").start(folder);

        // When
        process.close();

        // Then
        assertThat(process.isAlive()).isFalse();
    }

    private static JvmProcessBuilder probe(String... arguments) {
        List<Path> classpath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return JvmProcess.mainClass("probe", Probe.class.getName(), classpath).arguments(arguments);
    }
}
