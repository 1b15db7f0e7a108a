package dev.lolbatch.orchestrator.stats;

import static dev.lolbatch.orchestrator.stats.InMemoryViews.PUBLISHED_AT;
import static dev.lolbatch.orchestrator.stats.InMemoryViews.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatsReaderTest {
    private final InMemoryViews views = new InMemoryViews();
    private final StatsReader reader = new StatsReader(views);

    @Test
    void thereAreNoStatisticsBeforeTheFirstVersionIsPublished() {
        assertThat(read()).isEmpty();
    }

    @Test
    void theActiveVersionIsRead() {
        // Given
        views.publish("run-1", row("Ahri", "MIDDLE", 1)).publish("run-2", row("Ahri", "MIDDLE", 2));

        // When
        Optional<PublishedStats> stats = read();

        // Then
        assertThat(stats).get().satisfies(found -> {
            assertThat(found.version().name()).isEqualTo("run-2");
            assertThat(found.champions())
                    .extracting(ChampionStats::gamesPlayed, ChampionStats::lastUpdated)
                    .containsExactly(tuple(2L, PUBLISHED_AT));
        });
    }

    @Test
    void rowsOfAnEarlierVersionThatWereTakenOverAreRead() {
        // Given
        views.publish("run-1", row("Ahri", "MIDDLE", 1)).publishRowsOf("run-1", "run-2");

        // Then
        assertThat(games()).isEqualTo(1);
    }

    @Test
    void aVersionWithoutGamesIsEmptyAndSaysWhatItStandsOn() {
        // Given
        ViewVersion version = new ViewVersion("run-1", 7, PUBLISHED_AT, Map.of());
        views.publish(version);

        // When
        Optional<PublishedStats> stats = read();

        // Then
        assertThat(stats).get().satisfies(found -> {
            assertThat(found.version()).isEqualTo(version);
            assertThat(found.champions()).isEmpty();
            assertThat(found.positions()).isEmpty();
        });
    }

    @Test
    void aVersionThatVanishesBeforeItIsFoundIsReplacedByTheActiveOne() {
        // Given
        views.publish("run-1", row("Ahri", "MIDDLE", 1))
                .beforeVersion(
                        () -> views.publish("run-2", row("Ahri", "MIDDLE", 2)).expire("run-1"));

        // Then
        assertThat(games()).isEqualTo(2);
    }

    @Test
    void aVersionWhoseRowsVanishIsReplacedByTheActiveOneHoweverOften() {
        // Given
        views.publish("run-1", row("Ahri", "MIDDLE", 1))
                .beforeCube(
                        () -> views.publish("run-2", row("Ahri", "MIDDLE", 2)).expire("run-1"))
                .beforeCube(
                        () -> views.publish("run-3", row("Ahri", "MIDDLE", 3)).expire("run-2"));

        // Then
        assertThat(games()).isEqualTo(3);
    }

    @Test
    void aVersionIsReadOnce() {
        // Given
        views.publish("run-1", row("Ahri", "MIDDLE", 1));
        long first = games();

        // When
        long second = games();

        // Then
        assertThat(first).isEqualTo(1);
        assertThat(second).isEqualTo(1);
        assertThat(views.cubesRead()).isEqualTo(1);
    }

    @Test
    void aRollbackIsSeenAtOnce() {
        // Given
        views.publish("run-1", row("Ahri", "MIDDLE", 1)).publish("run-2", row("Ahri", "MIDDLE", 2));
        long before = games();

        // When
        views.publishRowsOf("run-1", "run-1");

        // Then
        assertThat(before).isEqualTo(2);
        assertThat(games()).isEqualTo(1);
    }

    @Test
    void aPointerToNothingIsAFault() {
        // Given
        views.publish("run-1", row("Ahri", "MIDDLE", 1)).expire("run-1");

        // Then
        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Cannot read view all: active_views names version run-1, and view_versions has no row of it;"
                                + " publish a new version with the job's --recompute-all");
    }

    private Optional<PublishedStats> read() {
        return reader.read().await().indefinitely();
    }

    private long games() {
        return read().orElseThrow().champions().get(0).gamesPlayed();
    }
}
