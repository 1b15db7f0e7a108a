package dev.lolbatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class LakeChangesTest {
    private static final LocalDate DAY = LocalDate.parse("2026-01-13");
    private static final Instant NOON = Instant.parse("2026-01-13T12:00:00Z");

    @TempDir
    private Path folder;

    private TestLake lake;
    private long first;
    private Set<String> filesOfFirst;

    @BeforeEach
    void open(SparkSession spark) {
        lake = TestLake.open(spark, folder);
        lake.created().append(LakeRow.of("A", "ann", NOON));
        first = lake.append(LakeRow.of("B", "bob", NOON));
        filesOfFirst = lake.files(DAY);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void filesOfTheDateThatWereAppendedAreAdded() {
        // When
        lake.append(LakeRow.of("C", "cat", NOON));
        lake.append(LakeRow.of("D", "dan", NOON.plusSeconds(86_400)));

        // Then
        Set<String> added = lake.files(DAY);
        added.removeAll(filesOfFirst);
        assertThat(added).hasSize(1);
        assertThat(addedSinceFirst()).contains(added);
    }

    @Test
    void nothingIsAddedByTheSameSnapshotOrByAnotherDate() {
        assertThat(addedSinceFirst()).contains(Set.of());

        // When
        lake.append(LakeRow.of("D", "dan", NOON.plusSeconds(86_400)));

        // Then
        assertThat(addedSinceFirst()).contains(Set.of());
    }

    @Test
    void compactionOfWhatWasThereAddsNothing() {
        // When
        lake.compact(DAY, filesOfFirst, 2);
        Set<String> compacted = lake.files(DAY);
        lake.append(LakeRow.of("C", "cat", NOON));

        // Then
        Set<String> added = lake.files(DAY);
        added.removeAll(compacted);
        assertThat(added).hasSize(1);
        assertThat(addedSinceFirst()).contains(added);
    }

    @Test
    void whatWasCompactedTogetherWithAddedRowsCountsAsAdded() {
        // When
        lake.append(LakeRow.of("C", "cat", NOON));
        lake.compact(DAY, lake.files(DAY), 3);

        // Then
        assertThat(lake.files(DAY)).hasSize(1);
        assertThat(addedSinceFirst()).contains(lake.files(DAY));
    }

    @Test
    void nothingIsKnownOnceRowsWereDeleted() {
        // When
        lake.delete(filesOfFirst.iterator().next());

        // Then
        assertThat(addedSinceFirst()).isEmpty();
    }

    @Test
    void nothingIsKnownOfASnapshotThatIsGone() {
        assertThat(LakeSnapshot.pinNewest(lake.spark()).changes().filesAddedSince(1, DAY))
                .isEmpty();
    }

    private Optional<Set<String>> addedSinceFirst() {
        return LakeSnapshot.pinNewest(lake.spark()).changes().filesAddedSince(first, DAY);
    }
}
