package dev.lolbatch.orchestrator.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.lake.LakeSettings;
import dev.lolbatch.orchestrator.dates.LakeDate;
import dev.lolbatch.orchestrator.dates.LakeState;
import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLakeTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 13);

    private static final Duration GRACE = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    @Test
    void aDateHasRowsOnceAFileOfItIsCommitted() {
        // Given
        LakeSettings settings = LakeFixture.in(folder);
        LakeFixture.register(settings, DAY);

        // When
        try (BoundedLake lake = new BoundedLake(settings, Duration.ofSeconds(30), GRACE)) {

            // Then
            assertThat(lake.hasRows(DAY)).isTrue();
            assertThat(lake.hasRows(DAY.plusDays(1))).isFalse();
        }
    }

    @Test
    void aLakeWithoutItsTableIsReachableAndEmpty() {
        try (BoundedLake lake = new BoundedLake(LakeFixture.in(folder), Duration.ofSeconds(30), GRACE)) {
            assertThat(lake.hasRows(DAY)).isFalse();
            assertThatCode(lake::check).doesNotThrowAnyException();
        }
    }

    @Test
    void aCatalogThatRefusesIsUnavailable() {
        // Given
        LakeSettings settings = LakeSettings.jdbc("jdbc:nosuch:db", folder.toUri() + "lol_matches");

        // When
        try (BoundedLake lake = new BoundedLake(settings, Duration.ofSeconds(30), GRACE)) {

            // Then
            assertThatThrownBy(lake::check)
                    .isInstanceOfSatisfying(OrchestratorException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.LAKE_UNAVAILABLE);
                        assertThat(e.retryAfter()).contains(Duration.ofSeconds(10));
                    })
                    .hasMessageStartingWith("Cannot reach the lake at " + settings.location() + ": ")
                    .hasMessageEndingWith(
                            "; check that HDFS and the catalog are up, and lake.location and lake.catalog-uri");
        }
    }

    @Test
    void aCatalogThatNeverAnswersIsUnavailableAfterTheTimeout() throws Exception {
        // Given
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LakeSettings settings = LakeSettings.jdbc(
                    "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/lake", folder.toUri() + "lol_matches");

            // When
            try (BoundedLake lake = new BoundedLake(settings, Duration.ofMillis(300), GRACE)) {

                // Then
                assertThatThrownBy(() -> lake.hasRows(DAY))
                        .isInstanceOf(OrchestratorException.class)
                        .hasMessageContaining(": it has not answered within 300 ms; ");
            }
        }
    }

    @Test
    void tenYearsOfDatesAreReadFromMetadataWithTheirRowsFilesAndBytes() {
        // Given three files of each
        LakeSettings settings = LakeFixture.in(folder);
        LocalDate first = LocalDate.of(2016, 1, 1);
        int days = 3_650;
        for (int file = 1; file <= 3; file++) {
            LakeFixture.register(settings, first, days, file, 100L * file);
        }

        // When
        try (BoundedLake lake = new BoundedLake(settings, Duration.ofSeconds(30), GRACE)) {
            LakeState state = lake.state();

            // Then
            assertThat(state.dates()).hasSize(days);
            assertThat(state.dates().values()).allMatch(new LakeDate(600, 3, 3)::equals);
            assertThat(state.snapshotId()).isPresent();
            assertThat(state.completeness().test(first)).isFalse();
            assertThat(lake.hasRows(first.plusDays(days))).isFalse();

            // And when a file comes
            LakeFixture.register(settings, DAY, 1, 9, 7);

            // Then
            assertThat(lake.hasRows(DAY)).isTrue();
        }
    }

    @Test
    void howeverManyAskAHealthyLakeAllAreAnswered() throws Exception {
        // Given
        LakeSettings settings = LakeFixture.in(folder);
        LakeFixture.register(settings, DAY);
        ExecutorService threads = Executors.newFixedThreadPool(50);

        // When
        try (BoundedLake lake = new BoundedLake(settings, Duration.ofSeconds(30), GRACE)) {
            List<Future<Boolean>> answers =
                    threads.invokeAll(Collections.nCopies(200, (Callable<Boolean>) () -> lake.hasRows(DAY)));

            // Then
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
