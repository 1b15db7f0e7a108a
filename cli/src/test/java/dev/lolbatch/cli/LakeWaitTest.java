package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class LakeWaitTest {
    private final StringWriter out = new StringWriter();
    private final Progress progress = new Progress(new PrintWriter(out), Terminal.STREAM, () -> 0);

    @Test
    void waitEndsWhenTheLakeHasEveryMessage() {
        // Given
        Iterator<Long> lag = List.of(70L, 70L, 20L, 0L).iterator();

        // When
        new LakeWait(lag::next, () -> {}, progress, Path.of("/log")).await();

        // Then
        assertThat(out)
                .hasToString(
                        """
                        [  0.0 s] the lake waits for 70 messages
                        [  0.0 s] the lake has them all
                        """);
    }

    @Test
    void waitEndsWhenTheStackDoes() {
        // Given
        Runnable health = () -> {
            throw CommandException.failed("ingest-service ended");
        };

        // Then
        assertThatThrownBy(() -> new LakeWait(() -> 1, health, progress, Path.of("/log")).await())
                .isInstanceOf(CommandException.class)
                .hasMessage("ingest-service ended");
    }
}
