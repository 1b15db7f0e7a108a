package dev.lolbatch.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * The state that the views are derived from: counts and exact sums by champion and position, which add up in any order;
 * averages come last, and are rounded once.
 */
final class ViewSums {
    private static final String[] KEYS = {"champion_name", "position"};
    private static final String[] MEASURES = {
        "games", "wins", "kills", "deaths", "assists", "kda_calculated", "gold_per_minute", "damage_per_minute"
    };

    private ViewSums() {}

    /** Participants without those of remakes, which were not played to an end. */
    static Dataset<Row> filterRemakesOut(Dataset<Row> participants) {
        return participants.where(not(col("remake")));
    }

    /** One row per champion and position. */
    static Dataset<Row> sums(Dataset<Row> participants) {
        Column[] summed = Stream.concat(
                        Stream.of(
                                count(lit(1)).as("games"),
                                sum(when(col("win"), 1L).otherwise(0L)).as("wins")),
                        Arrays.stream(MEASURES).skip(2).map(ViewSums::total))
                .toArray(Column[]::new);
        return aggregate(participants, KEYS, summed);
    }

    /** {@code champion_stats} without {@code last_updated}. */
    static Dataset<Row> championStats(Dataset<Row> sums) {
        return totals(sums, "champion_name")
                .select(
                        col("champion_name"),
                        col("games").as("games_played"),
                        winRate(),
                        average("kills", "avg_kills"),
                        average("deaths", "avg_deaths"),
                        average("assists", "avg_assists"),
                        average("kda_calculated", "avg_kda"),
                        average("gold_per_minute", "avg_gpm"),
                        average("damage_per_minute", "avg_dpm"));
    }

    /** {@code position_stats} without {@code last_updated}. */
    static Dataset<Row> positionStats(Dataset<Row> sums) {
        return totals(sums, "position")
                .select(
                        col("position"),
                        col("games").as("games_played"),
                        winRate(),
                        average("kda_calculated", "avg_kda"),
                        average("gold_per_minute", "avg_gpm"));
    }

    private static Dataset<Row> totals(Dataset<Row> sums, String... keys) {
        return aggregate(
                sums, keys, Arrays.stream(MEASURES).map(ViewSums::total).toArray(Column[]::new));
    }

    private static Dataset<Row> aggregate(Dataset<Row> rows, String[] keys, Column[] summed) {
        Column[] columns = Arrays.stream(keys).map(functions::col).toArray(Column[]::new);
        return rows.groupBy(columns).agg(summed[0], Arrays.copyOfRange(summed, 1, summed.length));
    }

    // A measure that no row of a group has sums to 0, as it counts for nothing.
    private static Column total(String measure) {
        Column value = col(measure);
        return coalesce(sum(value), lit(0)).as(measure);
    }

    private static Column winRate() {
        return ExactDecimal.quotient(col("wins").multiply(100), col("games")).as("win_rate");
    }

    private static Column average(String measure, String name) {
        return ExactDecimal.average(col(measure).cast(DataTypes.createDecimalType(38, 2)), col("games"))
                .as(name);
    }
}
