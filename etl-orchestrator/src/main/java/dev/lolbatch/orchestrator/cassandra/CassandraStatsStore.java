package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.lolbatch.orchestrator.stats.ChampionStats;
import dev.lolbatch.orchestrator.stats.PositionStats;
import dev.lolbatch.orchestrator.stats.StatsStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** The tables {@code champion_stats} and {@code position_stats}: some hundred rows and half a dozen. */
@Singleton
final class CassandraStatsStore implements StatsStore {
    private final Cassandra cassandra;
    private final String champions;
    private final String positions;

    CassandraStatsStore(Cassandra cassandra) {
        this.cassandra = cassandra;
        this.champions = "SELECT * FROM " + cassandra.table("champion_stats");
        this.positions = "SELECT * FROM " + cassandra.table("position_stats");
    }

    @Override
    public Uni<List<ChampionStats>> champions() {
        return rows(SimpleStatement.newInstance(champions))
                .map(rows -> rows.stream().map(CassandraStatsStore::champion).toList());
    }

    @Override
    public Uni<Optional<ChampionStats>> champion(String name) {
        return rows(SimpleStatement.newInstance(champions + " WHERE champion_name = ?", name))
                .map(rows -> rows.stream().map(CassandraStatsStore::champion).findFirst());
    }

    @Override
    public Uni<List<PositionStats>> positions() {
        return rows(SimpleStatement.newInstance(positions))
                .map(rows -> rows.stream().map(CassandraStatsStore::position).toList());
    }

    @Override
    public Uni<Optional<PositionStats>> position(String position) {
        return rows(SimpleStatement.newInstance(positions + " WHERE position = ?", position))
                .map(rows -> rows.stream().map(CassandraStatsStore::position).findFirst());
    }

    private Uni<List<Row>> rows(SimpleStatement statement) {
        return cassandra.rows(statement.setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM));
    }

    private static ChampionStats champion(Row row) {
        return new ChampionStats(
                row.getString("champion_name"),
                row.getLong("games_played"),
                decimal(row, "win_rate"),
                decimal(row, "avg_kills"),
                decimal(row, "avg_deaths"),
                decimal(row, "avg_assists"),
                decimal(row, "avg_kda"),
                decimal(row, "avg_gpm"),
                decimal(row, "avg_dpm"),
                row.getInstant("last_updated"));
    }

    private static PositionStats position(Row row) {
        return new PositionStats(
                row.getString("position"),
                row.getLong("games_played"),
                decimal(row, "win_rate"),
                decimal(row, "avg_kda"),
                decimal(row, "avg_gpm"),
                row.getInstant("last_updated"));
    }

    /** Writers may leave out zeros at the end; readers are to see two places always. */
    private static BigDecimal decimal(Row row, String column) {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? null : value.setScale(2, RoundingMode.HALF_UP);
    }
}
