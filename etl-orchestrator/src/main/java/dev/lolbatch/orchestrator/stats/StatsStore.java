package dev.lolbatch.orchestrator.stats;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * The views that the job has written, in no order. Nothing here blocks; what cannot be read fails with
 * {@code OrchestratorException} and {@code STORE_UNAVAILABLE}.
 */
public interface StatsStore {
    Uni<List<ChampionStats>> champions();

    Uni<Optional<ChampionStats>> champion(String name);

    Uni<List<PositionStats>> positions();

    Uni<Optional<PositionStats>> position(String position);
}
