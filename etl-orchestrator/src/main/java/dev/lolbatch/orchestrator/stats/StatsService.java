package dev.lolbatch.orchestrator.stats;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The statistics in the order in which people read them: the most played first, equals by name. */
public final class StatsService {
    private static final Comparator<ChampionStats> CHAMPIONS =
            Comparator.comparingLong(ChampionStats::gamesPlayed).reversed().thenComparing(ChampionStats::championName);
    private static final Comparator<PositionStats> POSITIONS =
            Comparator.comparingLong(PositionStats::gamesPlayed).reversed().thenComparing(PositionStats::position);

    private final StatsStore store;

    public StatsService(StatsStore store) {
        this.store = store;
    }

    public Uni<List<ChampionStats>> champions() {
        return store.champions().map(rows -> rows.stream().sorted(CHAMPIONS).toList());
    }

    /** Fails with UNKNOWN_CHAMPION when there is none of this name. */
    public Uni<ChampionStats> champion(String name) {
        return store.champion(name)
                .map(row -> row.orElseThrow(() -> new OrchestratorException(
                        ErrorCode.UNKNOWN_CHAMPION,
                        "Cannot find champion \"" + name
                                + "\": no run has counted a game of it; GET /stats/champions lists" + " the names")));
    }

    public Uni<List<PositionStats>> positions() {
        return store.positions().map(rows -> rows.stream().sorted(POSITIONS).toList());
    }

    /** Positions are upper case in the views, and may be asked for in any. Fails with UNKNOWN_POSITION. */
    public Uni<PositionStats> position(String position) {
        return store.position(position.toUpperCase(Locale.ROOT))
                .map(row -> row.orElseThrow(() -> new OrchestratorException(
                        ErrorCode.UNKNOWN_POSITION,
                        "Cannot find position \"" + position
                                + "\": no run has counted a game of it; GET /stats/positions" + " lists the names")));
    }
}
