package dev.lolbatch.orchestrator.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatsServiceTest {
    private static final BigDecimal ONE = new BigDecimal("1.00");

    private final StatsService stats = new StatsService(new FixedStats(
            List.of(champion("Zed", 3), champion("Ahri", 3), champion("Lux", 9)),
            List.of(position("TOP", 1), position("NONE", 2), position("JUNGLE", 2))));

    @Test
    void championsAreSortedByGamesAndThenByName() {
        assertThat(stats.champions().await().indefinitely())
                .extracting(ChampionStats::championName)
                .containsExactly("Lux", "Ahri", "Zed");
    }

    @Test
    void positionsAreSortedByGamesAndThenByName() {
        assertThat(stats.positions().await().indefinitely())
                .extracting(PositionStats::position)
                .containsExactly("JUNGLE", "NONE", "TOP");
    }

    @Test
    void aPositionIsFoundInAnyCase() {
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

    private static ChampionStats champion(String name, long games) {
        return new ChampionStats(name, games, ONE, ONE, ONE, ONE, ONE, ONE, ONE, Instant.EPOCH);
    }

    private static PositionStats position(String name, long games) {
        return new PositionStats(name, games, ONE, ONE, ONE, Instant.EPOCH);
    }

    private record FixedStats(List<ChampionStats> championRows, List<PositionStats> positionRows)
            implements StatsStore {
        @Override
        public Uni<List<ChampionStats>> champions() {
            return Uni.createFrom().item(championRows);
        }

        @Override
        public Uni<Optional<ChampionStats>> champion(String name) {
            return champions().map(rows -> rows.stream()
                    .filter(row -> row.championName().equals(name))
                    .findFirst());
        }

        @Override
        public Uni<List<PositionStats>> positions() {
            return Uni.createFrom().item(positionRows);
        }

        @Override
        public Uni<Optional<PositionStats>> position(String position) {
            return positions().map(rows -> rows.stream()
                    .filter(row -> row.position().equals(position))
                    .findFirst());
        }
    }
}
