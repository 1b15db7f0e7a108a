package dev.lolbatch.job;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The columns of the rows that {@link ParticipantWriting} takes, in an order that is known when nothing is read yet. */
final class ParticipantColumns {
    /** The columns of {@code match_participants}. */
    static final List<String> TABLE = List.of(
            "match_date",
            "match_id",
            "participant_id",
            "match_timestamp",
            "match_duration",
            "summoner_name",
            "champion_name",
            "position",
            "team_id",
            "win",
            "kills",
            "deaths",
            "assists",
            "kda",
            "kda_calculated",
            "gold_earned",
            "gold_per_minute",
            "total_damage",
            "damage_per_minute",
            "cs",
            "cs_per_minute",
            "vision_score",
            "kill_participation",
            "match_hour",
            "match_day_of_week",
            "is_weekend",
            "kafka_offset",
            "kafka_partition",
            "ingestion_timestamp",
            "team_kill_participation",
            "patch",
            "game_version",
            "queue_id",
            "game_mode",
            "platform_id",
            "champion_id",
            "puuid",
            "subteam_id",
            "remake",
            "end_of_game_result");

    /** True for a row of a file that was added since the date was last written. */
    static final String ADDED = "added";

    private static final List<String> ALL =
            Stream.concat(TABLE.stream(), Stream.of(Removals.REMOVED_BY, ADDED)).toList();

    private ParticipantColumns() {}

    /** Where a column is in the rows. */
    static int index(String column) {
        int index = ALL.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("Cannot find column " + column + ": rows have " + ALL);
        }
        return index;
    }

    static Dataset<Row> select(Dataset<Row> rows) {
        return rows.select(ALL.stream().map(functions::col).toArray(Column[]::new));
    }
}
