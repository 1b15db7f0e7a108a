package dev.lolbatch.orchestrator.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptLogsTest {
    private static final String JOB = "20260113T101500123Z-7f3a9c";

    @TempDir
    private Path folder;

    @TempDir
    private Path archived;

    private Archive archive;
    private KeptLogs logs;

    @BeforeEach
    void open() {
        archive = new Archive(archived);
        logs = new KeptLogs(folder, archive);
    }

    @AfterEach
    void close() {
        logs.close();
    }

    @Test
    void aLogIsReadHereWhileItsJobRunsAndInTheArchiveAfterwards() throws IOException {
        // Given
        Files.writeString(folder.resolve(JOB + ".log"), "one\ntwo\n");
        assertThat(logs.find(JOB).orElseThrow().tail(1)).isEqualTo("two\n");

        // When
        logs.keep(JOB);

        // Then
        await().until(() -> Files.notExists(folder.resolve(JOB + ".log")));
        assertThat(logs.find(JOB).orElseThrow().tail(1)).isEqualTo("two\n");
    }

    @Test
    void aJobThatPrintedNothingHasNoLog() {
        // When
        logs.keep(JOB);

        // Then
        assertThat(logs.find(JOB)).isEmpty();
    }

    @Test
    void whatADeadOrchestratorHasLeftIsArchivedWhenNothingIsAddedAnyMore() throws IOException {
        // Given
        Path left = Files.writeString(folder.resolve(JOB + ".log"), "left\n");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(7))));
        Path growing = Files.writeString(folder.resolve(JOB + "-2.log"), "growing\n");
        Path silent = Files.writeString(folder.resolve(JOB + "-3.log"), "its driver is on the cluster\n");
        Files.setLastModifiedTime(silent, FileTime.from(Instant.now().minus(Duration.ofHours(7))));
        Files.writeString(folder.resolve(JOB + "-3.conf"), "its process is at work");

        // When
        logs.start();

        // Then
        await().until(() -> Files.notExists(left));
        assertThat(archive.find(JOB)).isPresent();
        assertThat(growing).exists();
        assertThat(silent).exists();
    }

    @Test
    void aStopWaitsForTheLogsOfTheJobsThatItHasEnded() throws IOException {
        // Given
        for (int job = 0; job < 20; job++) {
            Files.writeString(folder.resolve(job + ".log"), "told to end\n");
            logs.keep(Integer.toString(job));
        }

        // When
        logs.close();

        // Then
        assertThat(folder).isEmptyDirectory();
        assertThat(archive.find("19")).isPresent();
    }

    private record Archive(Path folder) implements LogArchive {
        @Override
        public void store(String name, Path localFile) {
            try {
                Files.copy(localFile, folder.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<StoredLog> find(String name) {
            return LocalLog.find(folder.resolve(name));
        }

        @Override
        public int removeExpired() {
            return 0;
        }
    }
}
