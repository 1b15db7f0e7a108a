package dev.lolbatch.orchestrator.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeSettings;
import dev.lolbatch.orchestrator.logs.LogArchive;
import dev.lolbatch.orchestrator.logs.StoredLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RemoteIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archive does; run against each file system. */
abstract class LogArchiveContract {
    private static final String NAME = "20260113T101500123Z-7f3a9c";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2027-01-14T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private LakeSettings lake;
    private HdfsLogArchive archive;

    /** Where the archive's folder is to be; nothing is there before a test. */
    protected abstract String location();

    @BeforeEach
    void open() {
        lake = LakeSettings.jdbc("jdbc:sqlite:none", location() + "/lol_matches");
        archive = archive(location());
    }

    @AfterEach
    void close() throws IOException {
        archive.close();
    }

    @Test
    void aLogComesBackAsItWasStored() throws IOException {
        // Given
        String text = "line ä\n".repeat(100_000);

        // When
        archive.store(NAME, local(text));

        // Then
        StoredLog log = archive.find(NAME).orElseThrow();
        assertThat(log.size()).isEqualTo(800_000);
        assertThat(log.tail(2)).isEqualTo("line ä\nline ä\n");
        assertThat(log.tailBytes(2)).isEqualTo("\n");
        try (InputStream all = log.open(0);
                InputStream last = log.open(799_992);
                InputStream nothing = log.open(800_001)) {
            assertThat(all).hasContent(text);
            assertThat(last).hasContent("line ä\n");
            assertThat(nothing).isEmpty();
        }
        assertThat(files()).containsExactly("2026/01/" + NAME + ".log");
    }

    @Test
    void aLogThatWasNotStoredIsNotFound() {
        assertThat(archive.find(NAME)).isEmpty();
    }

    @Test
    void anEmptyLogIsALog() throws IOException {
        // When
        archive.store(NAME, local(""));

        // Then
        StoredLog log = archive.find(NAME).orElseThrow();
        assertThat(log.tail(5)).isEmpty();
        assertThat(log.tailBytes(5)).isEmpty();
        try (InputStream all = log.open(0)) {
            assertThat(all).isEmpty();
        }
    }

    @Test
    void storingAgainChangesNothingAndALongerLogReplacesAShorter() throws IOException {
        // Given
        archive.store(NAME, local("one\n"));

        // When
        archive.store(NAME, local("one\n"));
        archive.store(NAME, local("one\ntwo\n"));

        // Then
        assertThat(archive.find(NAME).orElseThrow().tail(5)).isEqualTo("one\ntwo\n");
        assertThat(files()).containsExactly("2026/01/" + NAME + ".log");
    }

    @Test
    void replicasThatStoreTheSameLogAtOnceStoreItOnce() throws Exception {
        // Given
        Path local = local("line\n".repeat(10_000));
        CyclicBarrier start = new CyclicBarrier(3);
        ExecutorService threads = Executors.newFixedThreadPool(3);

        // When
        try {
            List<Future<Boolean>> outcomes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Callable<Boolean> replica = () -> {
                    try (HdfsLogArchive own = archive(location())) {
                        start.await();
                        own.store(NAME, local);
                        return true;
                    }
                };
                outcomes.add(threads.submit(replica));
            }
            for (Future<Boolean> outcome : outcomes) {
                assertThat(outcome.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }

        // Then
        assertThat(archive.find(NAME).orElseThrow().size()).isEqualTo(50_000);
        assertThat(files()).containsExactly("2026/01/" + NAME + ".log");
    }

    @Test
    void expiredLogsGoAndWhatIsNoneOfTheArchivesStays() throws IOException {
        // Given
        Path local = local("one\n");
        List.of(
                        "20250630T235959999Z-000001",
                        "20260113T235959999Z-000002",
                        "20260114T000000000Z-000003",
                        "20260201T000000000Z-000004")
                .forEach(name -> archive.store(name, local));
        for (String other : List.of("2026/01/notes.txt", "2024/01/20240101.log", "notes/20240101T000000000Z-0.log")) {
            fileSystem().create(path(other)).close();
        }
        fileSystem()
                .create(path("2026/01/.20260101T000000000Z-000005.1b4e.tmp"))
                .close();

        // When
        int removed = archive.removeExpired();

        // Then
        assertThat(removed).isEqualTo(3);
        assertThat(files())
                .containsExactlyInAnyOrder(
                        "2024/01/20240101.log",
                        "2026/01/20260114T000000000Z-000003.log",
                        "2026/01/notes.txt",
                        "2026/02/20260201T000000000Z-000004.log",
                        "notes/20240101T000000000Z-0.log");
        assertThat(fileSystem().exists(path("2025"))).isFalse();
        assertThat(archive.removeExpired()).isZero();
    }

    @Test
    void anArchiveThatIsNotThereHasNothingToRemove() {
        assertThat(archive.removeExpired()).isZero();
    }

    @Test
    void aNameThatIsNoRunsIsRefused() {
        for (String name : List.of("", "run-1", "../20260113T1", "20261313T1", "20260113T1/../x")) {
            assertThatThrownBy(() -> archive.find(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Cannot archive a log as \"" + name + "\": it does not begin with its run's time; use"
                            + " the id of a run, such as 20260113T101500123Z-7f3a9c");
        }
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        Path absent = folder.resolve("absent.log");
        assertThatThrownBy(() -> archive.store(NAME, absent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot archive log " + NAME + ": " + absent
                        + " is no file that can be read; store it before it is removed");
    }

    /** The archive of another replica. */
    HdfsLogArchive archive(String location) {
        return archive(location, LONG);
    }

    HdfsLogArchive archive(String location, Duration timeout) {
        return new HdfsLogArchive(new ArchiveSettings(lake, location, Duration.ofDays(365), timeout), CLOCK);
    }

    Path local(String text) throws IOException {
        return Files.writeString(folder.resolve("local.log"), text);
    }

    LogArchive archive() {
        return archive;
    }

    /** Every file below the archive's folder, whoever has put it there. */
    private List<String> files() throws IOException {
        List<String> files = new ArrayList<>();
        String root = path("").toUri().getPath() + "/";
        RemoteIterator<?> all = fileSystem().listFiles(path(""), true);
        while (all.hasNext()) {
            String path = ((org.apache.hadoop.fs.FileStatus) all.next())
                    .getPath()
                    .toUri()
                    .getPath();
            files.add(path.substring(root.length()));
        }
        return files;
    }

    private FileSystem fileSystem() throws IOException {
        return FileSystem.get(path("").toUri(), Lake.hadoopConfiguration(lake));
    }

    private org.apache.hadoop.fs.Path path(String relative) {
        return new org.apache.hadoop.fs.Path(relative.isEmpty() ? location() : location() + "/" + relative);
    }
}
