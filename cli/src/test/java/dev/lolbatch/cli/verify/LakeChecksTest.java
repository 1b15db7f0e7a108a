package dev.lolbatch.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lolbatch.cli.deployment.LakeClient;
import dev.lolbatch.cli.deployment.Opened;
import dev.lolbatch.cli.verify.Finding.Failed;
import dev.lolbatch.cli.verify.Finding.Failed.Voice;
import dev.lolbatch.cli.verify.Finding.Passed;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a lake in a folder of this machine. */
class LakeChecksTest {
    private static final Instant NOW = Instant.parse("2026-01-13T10:00:00Z");

    @TempDir
    Path folder;

    private Path location;
    private LakeSettings settings;
    private Opened<FileSystem> files;
    private Opened<Lake> lake;

    @BeforeEach
    void describeTheLake() {
        location = folder.resolve("lol_matches");
        settings = LakeSettings.jdbc(
                "jdbc:sqlite:" + folder.resolve("lake.db") + "?busy_timeout=20000", "file:" + location);
        files = new Opened<>(
                () -> FileSystem.newInstance(URI.create(settings.location()), Lake.hadoopConfiguration(settings)));
        lake = new Opened<>(() -> LakeClient.open(settings));
    }

    @AfterEach
    void close() throws Exception {
        files.close();
        lake.close();
    }

    @Test
    void aFolderThatIsNotThereIsNotMade() {
        // When
        Finding finding = run("lake-folder");

        // Then
        assertThat(finding)
                .isEqualTo(new Failed(
                        "the folder file:%s is not there".formatted(location),
                        "start ingest-service, or correct lake.location",
                        Voice.SOMEBODY));
        assertThat(location).doesNotExist();
    }

    @Test
    void whatACommandHasLeftThatWasKilledIsRemovedWhenItIsOld() throws Exception {
        // Given
        Files.createDirectory(location);
        Path old = leftover("_lolbatch_verify_1", NOW.minusSeconds(3601));
        Path fresh = leftover("_lolbatch_verify_2", NOW.minusSeconds(3599));
        Path other = leftover("_other", NOW.minusSeconds(3601));

        // When
        Finding finding = run("lake-folder");

        // Then
        assertThat(finding)
                .isEqualTo(new Passed("a file was written, read and deleted in file:%s as user %s"
                        .formatted(location, System.getProperty("user.name"))));
        assertThat(old).doesNotExist();
        try (Stream<Path> left = Files.list(location)) {
            assertThat(left).containsExactlyInAnyOrder(fresh, other);
        }
    }

    @Test
    void aCatalogWithoutTheTableSaysWhoMakesIt() {
        // Given
        Lake.open(settings).close();

        // When, then
        assertThat(run("lake-table"))
                .isEqualTo(new Failed(
                        "the catalog has no table lolbatch.lol_matches",
                        "start ingest-service, which creates it, or correct lake.catalog-uri",
                        Voice.SOMEBODY));
    }

    @Test
    void aCatalogThatIsNotThereIsNotMade() {
        // When, then
        assertThat(run("lake-table"))
                .isEqualTo(new Failed(
                        "the lake's table: there is no file " + folder.resolve("lake.db"),
                        "start the catalog's database, or say with --catalog-uri where it is",
                        Voice.SOMEBODY));
        assertThat(folder.resolve("lake.db")).doesNotExist();
    }

    @Test
    void aMetadataFileThatIsGoneIsNamed() throws Exception {
        // Given
        Path metadata = path(createTable().operations().current().metadataFileLocation());
        Files.delete(metadata);

        // When
        Finding finding = run("lake-table");

        // Then
        assertThat(finding.text())
                .startsWith("a metadata file of lolbatch.lol_matches is missing: ")
                .contains(metadata.getFileName().toString());
        assertThat(finding.remedy())
                .contains(
                        "bring it back from HDFS's trash, a snapshot or a backup; until then nobody can use the lake");
    }

    @Test
    void aManifestThatIsGoneIsNamed() throws Exception {
        // Given
        HasTableOperations operations = createTable();
        Table table = (Table) operations;
        DataFile file = DataFiles.builder(table.spec())
                .withPath(settings.location() + "/2026/01/13/a.parquet")
                .withPartitionPath("match_date=2026-01-13")
                .withFileSizeInBytes(1)
                .withRecordCount(1)
                .build();
        table.newAppend().appendFile(file).commit();
        Path manifest =
                path(table.currentSnapshot().allManifests(table.io()).get(0).path());
        Files.delete(manifest);

        // When
        Finding finding = run("lake-files");

        // Then
        assertThat(finding.text())
                .startsWith("a metadata file of lolbatch.lol_matches is missing: ")
                .contains(manifest.getFileName().toString());
        assertThat(finding.remedy().orElseThrow()).startsWith("bring it back ");
    }

    private Finding run(String name) {
        return new LakeChecks(settings, files, lake, Clock.fixed(NOW, ZoneOffset.UTC))
                .all().stream()
                        .filter(check -> check.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .run();
    }

    private HasTableOperations createTable() throws Exception {
        try (Lake made = Lake.open(settings)) {
            made.createTableIfAbsent();
        }
        return (HasTableOperations) lake.client().table();
    }

    private Path leftover(String name, Instant modified) throws IOException {
        Path file = Files.writeString(location.resolve(name), "left");
        return Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private static Path path(String location) {
        return Path.of(URI.create(location).getPath());
    }
}
