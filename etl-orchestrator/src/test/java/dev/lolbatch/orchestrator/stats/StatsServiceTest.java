package dev.lolbatch.orchestrator.stats;

import static dev.lolbatch.orchestrator.stats.InMemoryViews.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import org.junit.jupiter.api.Test;

class StatsServiceTest {
    private final InMemoryViews views = new InMemoryViews();
    private final StatsService stats = new StatsService(new StatsReader(views));

    @Test
    void anAnswerSaysWhichVersionItIsOf() {
        // Given
        views.publish("run-1.0002", row("Lux", "TOP", 9), row("Ahri", "JUNGLE", 3));

        // When
        StatsService.Answer<ChampionStats> champions = stats.champions().await().indefinitely();
        StatsService.Answer<PositionStats> positions = stats.positions().await().indefinitely();

        // Then
        assertThat(champions.version()).get().extracting(ViewVersion::runId).isEqualTo("run-1");
        assertThat(champions.rows()).extracting(ChampionStats::championName).containsExactly("Lux", "Ahri");
        assertThat(positions.version()).isEqualTo(champions.version());
        assertThat(positions.rows()).extracting(PositionStats::position).containsExactly("TOP", "JUNGLE");
    }

    @Test
    void thereIsNothingBeforeTheFirstVersion() {
        assertThat(stats.champions().await().indefinitely()).satisfies(answer -> {
            assertThat(answer.version()).isEmpty();
            assertThat(answer.rows()).isEmpty();
        });
        assertThat(stats.positions().await().indefinitely().rows()).isEmpty();
    }

    @Test
    void aPositionIsFoundInAnyCase() {
        // Given
        views.publish("run-1", row("Ahri", "JUNGLE", 3));

        // Then
        assertThat(stats.position("jungle").await().indefinitely().position()).isEqualTo("JUNGLE");
    }

    @Test
    void anUnknownChampionIsNamed() {
        assertThatThrownBy(() -> stats.champion("Nobody").await().indefinitely())
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_CHAMPION))
                .hasMessage(
                        "Cannot find champion \"Nobody\": no run has counted a game of it; GET /stats/champions lists the"
                                + " names");
    }

    @Test
    void anUnknownPositionIsNamed() {
        assertThatThrownBy(() -> stats.position("goalkeeper").await().indefinitely())
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_POSITION))
                .hasMessage(
                        "Cannot find position \"goalkeeper\": no run has counted a game of it; GET /stats/positions lists"
                                + " the names");
    }
}
