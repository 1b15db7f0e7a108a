package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.lolbatch.orchestrator.stats.CubePart;
import dev.lolbatch.orchestrator.stats.CubeRow;
import dev.lolbatch.orchestrator.stats.Measure;
import dev.lolbatch.orchestrator.stats.Sums;
import dev.lolbatch.orchestrator.stats.ViewStore;
import dev.lolbatch.orchestrator.stats.ViewVersion;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables {@code active_views}, {@code view_versions}, {@code view_cube} and {@code view_matches}, which the job writes. */
@Singleton
final class CassandraViewStore implements ViewStore {
    /** All pointers are in this partition. */
    private static final String SCOPE = "views";

    private final Cassandra cassandra;
    private final String selectPointers;
    private final String selectActiveVersion;
    private final String selectVersion;
    private final String selectCube;
    private final String selectMatches;

    CassandraViewStore(Cassandra cassandra) {
        this.cassandra = cassandra;
        String pointers = cassandra.table("active_views");
        this.selectPointers = "SELECT view_name, run_id FROM " + pointers + " WHERE scope = ?";
        this.selectActiveVersion = "SELECT run_id FROM " + pointers + " WHERE scope = ? AND view_name = ?";
        this.selectVersion = "SELECT run_id, snapshot_id, published_at, parts FROM " + cassandra.table("view_versions")
                + " WHERE view_name = ? AND run_id = ?";
        this.selectCube =
                "SELECT * FROM " + cassandra.table("view_cube") + " WHERE view_name = ? AND run_id = ? AND part = ?";
        this.selectMatches = "SELECT queue_id, matches FROM " + cassandra.table("view_matches")
                + " WHERE view_name = ? AND run_id = ? AND part = ?";
    }

    @Override
    public Uni<Map<String, String>> pointers() {
        return rows(selectPointers, SCOPE).map(rows -> rows.stream()
                // The partition has a row without a name when there are only permits.
                .filter(row -> !row.isNull("view_name"))
                .collect(Collectors.toMap(row -> text(row, "view_name"), row -> text(row, "run_id"))));
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
    public Uni<CubePart> part(String view, String version, String part) {
        return Uni.combine()
                .all()
                .unis(rows(selectCube, view, version, part), rows(selectMatches, view, version, part))
                .asTuple()
                .map(both -> new CubePart(
                        both.getItem1().stream()
                                .map(CassandraViewStore::cubeRow)
                                .toList(),
                        both.getItem2().stream()
                                .collect(Collectors.toMap(
                                        row -> row.getInt("queue_id"), row -> row.getLong("matches")))));
    }

    private Uni<List<Row>> rows(String statement, Object... values) {
        return cassandra.rows(
                SimpleStatement.newInstance(statement, values).setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM));
    }

    private static ViewVersion version(Row row) {
        return new ViewVersion(
                text(row, "run_id"),
                row.getLong("snapshot_id"),
                row.getInstant("published_at"),
                row.getMap("parts", String.class, String.class));
    }

    private static CubeRow cubeRow(Row row) {
        return new CubeRow(
                row.getInt("queue_id"),
                text(row, "position"),
                text(row, "champion_name"),
                Sums.of(measure -> measure.isDecimal() ? hundredths(row, measure) : row.getLong(measure.column())));
    }

    private static long hundredths(Row row, Measure measure) {
        return Objects.requireNonNull(row.getBigDecimal(measure.column()), measure::column)
                .movePointRight(2)
                .longValueExact();
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
