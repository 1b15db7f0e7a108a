package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.cli.StackState.Member;
import dev.lolbatch.cli.StackState.Pid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileTest {
    @TempDir
    Path folder;

    private StackFile file;

    @BeforeEach
    void nameFile() {
        file = new StackFile(folder.resolve("new").resolve("stack.json"));
    }

    @Test
    void stackOfALivingKeeperIsReadBackAsWritten() {
        // Given
        Member kafka = new Member("kafka", Pid.of(ProcessHandle.current()), "127.0.0.1:9092", "/logs/kafka.log");
        StackState state = StackState.ready(List.of(kafka));

        // When
        file.write(state);

        // Then
        assertThat(file.running()).contains(state);
    }

    @Test
    void noFileIsNoStack() {
        // Then
        assertThat(file.running()).isEmpty();
    }

    @Test
    void stackWhoseKeeperIsDeadDoesNotRun() throws Exception {
        // Given
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        file.write(new StackState(new Pid(dead.pid(), Optional.of(Instant.EPOCH)), true, List.of()));

        // Then
        assertThat(file.running()).isEmpty();
    }

    @Test
    void processThatGotTheKeepersNumberLaterIsNotTakenForIt() {
        // Given
        Pid reused = new Pid(ProcessHandle.current().pid(), Optional.of(Instant.EPOCH));
        file.write(new StackState(reused, true, List.of()));

        // Then
        assertThat(file.running()).isEmpty();
    }

    @Test
    void removedFileIsNoStack() {
        // Given
        file.write(StackState.starting());

        // When
        file.remove();

        // Then
        assertThat(file.running()).isEmpty();
    }

    @Test
    void fileThatIsNotJsonIsNamed() throws Exception {
        // Given
        Files.createDirectories(file.path().getParent());
        Files.writeString(file.path(), "{");

        // Then
        assertThatThrownBy(() -> file.running())
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("Cannot read " + file.path() + ": ")
                .hasMessageEndingWith("; end what it names and remove it");
    }

    @Test
    void stackThatIsJustStartingIsNotReady() {
        // Then
        assertThatThrownBy(() -> StackState.starting().requireReady())
                .isInstanceOf(CommandException.class)
                .hasMessage("Cannot go on: the stack is just being started by process "
                        + ProcessHandle.current().pid()
                        + "; wait for it, or end it with ./lolbatch down");
    }
}
