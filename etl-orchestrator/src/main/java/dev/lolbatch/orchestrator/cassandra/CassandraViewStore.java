package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.lolbatch.orchestrator.stats.CubeRow;
import dev.lolbatch.orchestrator.stats.CubeSums;
import dev.lolbatch.orchestrator.stats.ViewStore;
import dev.lolbatch.orchestrator.stats.ViewVersion;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The tables {@code active_views}, {@code view_versions} and {@code view_cube}, which the job writes. */
@Singleton
final class CassandraViewStore implements ViewStore {
    /** All pointers are in this partition. */
    private static final String SCOPE = "views";

    private final Cassandra cassandra;
    private final String selectActiveVersion;
    private final String selectVersion;
    private final String selectCube;

    CassandraViewStore(Cassandra cassandra) {
        this.cassandra = cassandra;
        this.selectActiveVersion =
                "SELECT run_id FROM " + cassandra.table("active_views") + " WHERE scope = ? AND view_name = ?";
        this.selectVersion = "SELECT run_id, snapshot_id, published_at, parts FROM " + cassandra.table("view_versions")
                + " WHERE view_name = ? AND run_id = ?";
        this.selectCube = "SELECT champion_name, position, games, wins, kills, deaths, assists, kda, gold_per_minute,"
                + " damage_per_minute FROM " + cassandra.table("view_cube")
                + " WHERE view_name = ? AND run_id = ? AND part = ?";
    }

    @Override
    public Uni<Optional<String>> activeVersion(String view) {
        return rows(selectActiveVersion, SCOPE, view)
                .map(rows -> rows.stream().findFirst().map(row -> row.getString("run_id")));
    }

    @Override
    public Uni<Optional<ViewVersion>> version(String view, String name) {
        return rows(selectVersion, view, name)
                .map(rows -> rows.stream().findFirst().map(CassandraViewStore::version));
    }

    @Override
    public Uni<List<CubeRow>> cube(String view, String version, String part) {
        return rows(selectCube, view, version, part)
                .map(rows -> rows.stream().map(CassandraViewStore::cubeRow).toList());
    }

    private Uni<List<Row>> rows(String statement, Object... values) {
        return cassandra.rows(
                SimpleStatement.newInstance(statement, values).setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM));
    }

    private static ViewVersion version(Row row) {
        return new ViewVersion(
                row.getString("run_id"),
                row.getLong("snapshot_id"),
                row.getInstant("published_at"),
                row.getMap("parts", String.class, String.class));
    }

    private static CubeRow cubeRow(Row row) {
        return new CubeRow(
                row.getString("champion_name"),
                row.getString("position"),
                new CubeSums(
                        row.getLong("games"),
                        row.getLong("wins"),
                        row.getLong("kills"),
                        row.getLong("deaths"),
                        row.getLong("assists"),
                        decimal(row, "kda"),
                        decimal(row, "gold_per_minute"),
                        decimal(row, "damage_per_minute")));
    }

    private static BigDecimal decimal(Row row, String column) {
        return Objects.requireNonNull(row.getBigDecimal(column), column);
    }
}
