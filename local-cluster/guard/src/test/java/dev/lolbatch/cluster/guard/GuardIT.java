package dev.lolbatch.cluster.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Process starter;
    private ProcessHandle child;

    @AfterEach
    void endAll() {
        if (starter != null) {
            starter.destroyForcibly();
        }
        if (child != null) {
            child.destroyForcibly();
        }
    }

    @Test
    void childRunsItsShutdownHookAndEndsWhenItsStarterIsKilled() throws Exception {
        // Given
        startChild("returns", 15_000);

        // When
        starter.destroyForcibly();

        // Then
        child.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(folder.resolve("hook-ran")).exists();
    }

    @Test
    void childIsHaltedWhenItsShutdownHookHangs() throws Exception {
        // Given
        startChild("hangs", 200);

        // When
        starter.destroyForcibly();

        // Then
        child.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(folder.resolve("hook-ran")).exists();
    }

    @Test
    void refusesToRunWithoutAMainClass() throws Exception {
        // Given
        ProcessBuilder guard = java(Guard.class.getName()).redirectErrorStream(true);

        // When
        Process process = guard.start();

        // Then
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(output)
                .isEqualTo("Cannot start: no main class given; usage: Guard <main class> [argument]...%n".formatted());
    }

    @Test
    void failureOfTheMainMethodIsShownAsItIs() throws Exception {
        // Given
        ProcessBuilder guard =
                java(Guard.class.getName(), Child.class.getName()).redirectErrorStream(true);

        // When
        Process process = guard.start();

        // Then
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(output).contains("ArrayIndexOutOfBoundsException").doesNotContain("InvocationTargetException");
    }

    private void startChild(String hook, int graceMillis) throws IOException {
        starter = java(
                        "-D" + Guard.GRACE_PROPERTY + "=" + graceMillis,
                        Starter.class.getName(),
                        Child.class.getName(),
                        folder.toString(),
                        hook)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = starter.inputReader()) {
            child = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
        }
        await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("running")));
    }

    private static ProcessBuilder java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
