package dev.lolbatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StarterCrashIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"-KILL", "-TERM", "-INT"})
    void noServerOutlivesItsStarter(String signal) throws Exception {
        // Given
        List<String> command = new ArrayList<>(withDefaultSignals());
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Dlolbatch.home=" + System.getProperty("lolbatch.home"),
                "-cp",
                System.getProperty("java.class.path"),
                ClusterStarter.class.getName(),
                folder.toString()));
        Process starter = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<ProcessHandle> servers;
        try (BufferedReader output = starter.inputReader()) {
            servers = Arrays.stream(output.readLine().split(" "))
                    .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                    .toList();
        }
        assertThat(servers).hasSize(3).allMatch(ProcessHandle::isAlive);

        // When
        int status = new ProcessBuilder("kill", signal, Long.toString(starter.pid()))
                .start()
                .waitFor();

        // Then
        assertThat(status).isZero();
        starter.onExit().get(30, TimeUnit.SECONDS);
        for (ProcessHandle server : servers) {
            server.onExit().get(30, TimeUnit.SECONDS);
        }
        assertThat(servers).noneMatch(ProcessHandle::isAlive);
    }

    /** A build in the background is deaf to SIGINT, and so are its children; people's terminals are not. */
    private static List<String> withDefaultSignals() throws Exception {
        List<String> env = List.of("env", "--default-signal=INT");
        List<String> probe = new ArrayList<>(env);
        probe.add("true");
        return new ProcessBuilder(probe).start().waitFor() == 0 ? env : List.of();
    }
}
