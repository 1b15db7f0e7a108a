package dev.lolbatch.job;

import static dev.lolbatch.job.ExactDecimal.SCALE_2;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What is computed for each participant. Every function takes rows that {@link Removals} has marked; kills, deaths and assists
 * of those that count are at least 0, gold and duration above it. What the others get means nothing.
 */
final class Features {
    private static final int PLAYERS_OF_A_MATCH = 10;

    private Features() {}

    /** All of them. */
    static Dataset<Row> withFeatures(Dataset<Row> rows) {
        return rows.transform(Features::withKda)
                .transform(Features::withPerMinute)
                .transform(Features::withKillParticipation)
                .transform(Features::withTeamKillParticipation)
                .transform(MatchClock::withMatchClock)
                .transform(Features::withPatch)
                .transform(Features::withRemake);
    }

    /** {@code kda}, the producer's, at scale 2; {@code kda_calculated}: (kills + assists) / deaths, undivided for none. */
    static Dataset<Row> withKda(Dataset<Row> rows) {
        Column deaths = when(col("deaths").equalTo(0), lit(1)).otherwise(col("deaths"));
        return rows.withColumn("kda", col("kda").cast(SCALE_2))
                .withColumn("kda_calculated", ExactDecimal.quotient(takedowns(), deaths));
    }

    /** {@code gold_per_minute, damage_per_minute, cs_per_minute} of the match's duration. */
    static Dataset<Row> withPerMinute(Dataset<Row> rows) {
        return rows.withColumn("gold_per_minute", perMinute("gold_earned"))
                .withColumn("damage_per_minute", perMinute("total_damage"))
                .withColumn("cs_per_minute", perMinute("cs"));
    }

    /** {@code kill_participation}: (kills + assists) / 10, whatever the team killed. */
    static Dataset<Row> withKillParticipation(Dataset<Row> rows) {
        return rows.withColumn("kill_participation", ExactDecimal.quotient(takedowns(), lit(PLAYERS_OF_A_MATCH)));
    }

    /**
     * {@code team_kill_participation}: (kills + assists) / the team's kills in the match, 0 where the team has none. In Arena
     * the team is the subteam. A player whose row is removed has killed all the same.
     */
    static Dataset<Row> withTeamKillParticipation(Dataset<Row> rows) {
        Column subteam = coalesce(col("subteam_id"), lit(0));
        Column inSubteam = subteam.gt(0);
        Column teamKills = sum(Removals.played(greatest(col("kills"), lit(0))))
                .over(Window.partitionBy(
                        col("match_date"),
                        col("match_id"),
                        inSubteam,
                        when(inSubteam, subteam).otherwise(col("team_id"))));
        return rows.withColumn("team_kills", teamKills)
                .withColumn(
                        "team_kill_participation",
                        when(col("team_kills").equalTo(0), lit(0).cast(SCALE_2))
                                .otherwise(ExactDecimal.quotient(takedowns(), col("team_kills"))))
                .drop("team_kills");
    }

    /** {@code patch}: the first two numbers of the game's version, null where there is none. */
    static Dataset<Row> withPatch(Dataset<Row> rows) {
        Column patch = regexp_extract(col("game_version"), "^(\\d+\\.\\d+)", 1);
        return rows.withColumn("patch", when(patch.notEqual(""), patch));
    }

    /** {@code remake}: ended by early surrender, as the producer says; never inferred from the duration. */
    static Dataset<Row> withRemake(Dataset<Row> rows) {
        return rows.withColumn("remake", coalesce(col("early_surrender"), lit(false)));
    }

    private static Column takedowns() {
        return col("kills").cast("long").plus(col("assists"));
    }

    private static Column perMinute(String column) {
        return ExactDecimal.quotient(col(column).cast("long").multiply(60), col("match_duration"));
    }
}
