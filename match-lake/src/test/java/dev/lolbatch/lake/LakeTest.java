package dev.lolbatch.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LakeTest {
    @TempDir
    Path folder;

    private LakeSettings settings;

    @BeforeEach
    void describeLakeOnLocalDisk() {
        settings = LakeSettings.jdbc(
                "jdbc:sqlite:" + folder.resolve("catalog/lake.db") + "?busy_timeout=20000",
                "file:" + folder.resolve("lol_matches"));
    }

    @Test
    void refusesToReadATableThatWasNeverCreated() {
        try (Lake lake = Lake.open(settings)) {
            assertThatThrownBy(lake::table)
                    .isInstanceOf(LakeNotFoundException.class)
                    .hasMessage("Cannot open the lake: table lolbatch.lol_matches is not in the catalog of "
                            + settings.location()
                            + "; start ingest-service, which creates it, or correct lake.catalog-uri");
        }
    }

    @Test
    void aBusyDataNodeHasTimeToReportABlock() {
        // Given
        String prefix = "dfs.client.block.write.locateFollowingBlock.";
        try (Lake lake = Lake.open(settings)) {
            // When: the client doubles its wait each time.
            int delay = lake.hadoop().getInt(prefix + "initial.delay.ms", 0);
            int retries = lake.hadoop().getInt(prefix + "retries", 0);
            long waits = delay * ((1L << retries) - 1);
            // Then
            assertThat(waits).isBetween(15_000L, 60_000L);
        }
    }

    @Test
    @Timeout(20)
    void saysWithinSecondsThatTheFileSystemIsAway() {
        // Given
        LakeSettings away = LakeSettings.jdbc(settings.catalogUri(), "hdfs://127.0.0.1:1/lol_matches");
        try (Lake lake = Lake.open(away)) {
            // When
            assertThatThrownBy(lake::table)
                    // Then
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage(
                            "Cannot reach the lake's files at hdfs://127.0.0.1:1/lol_matches; start the file system,"
                                    + " or correct lake.location");
        }
    }

    @Test
    void createsTheTableOnceWithItsContract() {
        // Given
        try (Lake first = Lake.open(settings);
                Lake second = Lake.open(settings)) {
            // When
            Table created = first.createTableIfAbsent();
            Table found = second.createTableIfAbsent();
            // Then
            assertThat(found.uuid()).isEqualTo(created.uuid());
            assertThat(found.location()).isEqualTo(settings.location());
            assertThat(found.schema().sameSchema(LakeSchema.SCHEMA)).isTrue();
            assertThat(found.spec().compatibleWith(LakeSchema.SPEC)).isTrue();
            assertThat(found.properties())
                    .containsEntry("write.metadata.delete-after-commit.enabled", "true")
                    .containsEntry("write.metadata.previous-versions-max", "20");
        }
    }

    @RepeatedTest(20)
    void processesThatStartAtOnceCreateOneTable() throws Exception {
        // Given
        ExecutorService processes = Executors.newFixedThreadPool(6);
        List<Callable<UUID>> starts = Collections.nCopies(6, () -> {
            try (Lake lake = Lake.open(settings)) {
                return lake.createTableIfAbsent().uuid();
            }
        });
        // When
        Set<UUID> tables = new HashSet<>();
        for (Future<UUID> start : processes.invokeAll(starts)) {
            tables.add(start.get());
        }
        processes.shutdown();
        // Then
        assertThat(tables).hasSize(1);
    }

    @Test
    void placesFilesByTheDateOfTheirMatches() {
        // Given
        try (Lake lake = Lake.open(settings)) {
            Table table = lake.createTableIfAbsent();
            // When
            String location = table.locationProvider()
                    .newDataLocation(table.spec(), partition(LocalDate.of(2026, 1, 13)), "00000-7-compacted.parquet");
            // Then
            assertThat(location).isEqualTo(settings.location() + "/2026/01/13/matches_00000-7-compacted.parquet");
        }
    }

    private static PartitionData partition(LocalDate date) {
        PartitionData partition = new PartitionData(LakeSchema.SPEC.partitionType());
        partition.set(0, Math.toIntExact(date.toEpochDay()));
        return partition;
    }
}
