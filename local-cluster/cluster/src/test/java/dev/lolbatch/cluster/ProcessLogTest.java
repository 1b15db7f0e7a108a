package dev.lolbatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLogTest {
    @TempDir
    Path folder;

    @Test
    void logOfTheRunBeforeIsKept() throws Exception {
        // Given
        ProcessLog log = new ProcessLog(folder.resolve("kafka.log"));
        Files.writeString(folder.resolve("kafka.log.1"), "the run before the run before");
        Files.writeString(log.file(), "the run before");

        // When
        log.rotate();

        // Then
        assertThat(log.file()).doesNotExist();
        assertThat(folder.resolve("kafka.log.1")).hasContent("the run before");
    }

    @Test
    void folderOfTheLogIsMade() throws Exception {
        // Given
        ProcessLog log = new ProcessLog(folder.resolve("new").resolve("kafka.log"));

        // When
        log.rotate();

        // Then
        assertThat(folder.resolve("new")).isDirectory();
    }

    @Test
    void lastLinesAreTheLastForty() throws Exception {
        // Given
        ProcessLog log = new ProcessLog(folder.resolve("kafka.log"));
        Files.write(
                log.file(),
                IntStream.rangeClosed(1, 5_000).mapToObj(i -> "line " + i).toList());

        // When
        String lines = log.lastLines();

        // Then
        assertThat(lines)
                .isEqualTo(IntStream.rangeClosed(4_961, 5_000)
                        .mapToObj(i -> "line " + i)
                        .collect(Collectors.joining("\n")));
    }
}
