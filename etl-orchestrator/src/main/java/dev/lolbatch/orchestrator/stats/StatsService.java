package dev.lolbatch.orchestrator.stats;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The statistics over all published dates. Every answer is of one published version. */
public final class StatsService {
    private final StatsReader reader;

    public StatsService(StatsReader reader) {
        this.reader = reader;
    }

    /**
     * An answer's rows, and what they stand on.
     *
     * @param version empty, as are the rows, before the first version is published
     * @param rows the most played first, equals by name
     */
    public record Answer<T>(Optional<ViewVersion> version, List<T> rows) {
        public Answer {
            rows = List.copyOf(rows);
        }
    }

    public Uni<Answer<ChampionStats>> champions() {
        return answer(PublishedStats::champions);
    }

    /** Fails with UNKNOWN_CHAMPION when there is none of this name. */
    public Uni<ChampionStats> champion(String name) {
        return champions().map(answer -> answer.rows().stream()
                .filter(row -> row.championName().equals(name))
                .findFirst()
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.UNKNOWN_CHAMPION,
                        "Cannot find champion \"" + name
                                + "\": no run has counted a game of it; GET /stats/champions lists the names")));
    }

    public Uni<Answer<PositionStats>> positions() {
        return answer(PublishedStats::positions);
    }

    /** Positions are upper case in the views, and may be asked for in any. Fails with UNKNOWN_POSITION. */
    public Uni<PositionStats> position(String position) {
        String wanted = position.toUpperCase(Locale.ROOT);
        return positions().map(answer -> answer.rows().stream()
                .filter(row -> row.position().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.UNKNOWN_POSITION,
                        "Cannot find position \"" + position
                                + "\": no run has counted a game of it; GET /stats/positions lists the names")));
    }

    private <T> Uni<Answer<T>> answer(Function<PublishedStats, List<T>> rows) {
        return reader.read()
                .map(stats -> new Answer<>(
                        stats.map(PublishedStats::version), stats.map(rows).orElseGet(List::of)));
    }
}
