package dev.lolbatch.orchestrator.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLogTest {
    @TempDir
    private Path folder;

    @Test
    void aFileIsReadFromItsEndAndAsAWhole() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("run.log"), "one\ntwo\nthree\n");

        // When
        StoredLog log = LocalLog.find(file).orElseThrow();

        // Then
        assertThat(log.size()).isEqualTo(14);
        assertThat(log.tail(2)).isEqualTo("two\nthree\n");
        assertThat(log.tailBytes(6)).isEqualTo("three\n");
        try (InputStream all = log.open(0);
                InputStream added = log.open(8);
                InputStream nothing = log.open(15)) {
            assertThat(all).hasContent("one\ntwo\nthree\n");
            assertThat(added).hasContent("three\n");
            assertThat(nothing).isEmpty();
        }
    }

    @Test
    void aFileThatIsNotThereIsNoLog() {
        assertThat(LocalLog.find(folder.resolve("run.log"))).isEmpty();
    }

    @Test
    void aFileThatIsGoneSinceIsNamed() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("run.log"), "one\n");
        StoredLog log = LocalLog.find(file).orElseThrow();

        // When
        Files.delete(file);

        // Then
        assertThatThrownBy(() -> log.tail(1))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Cannot read log " + file + ": ");
    }
}
