package dev.lolbatch.job;

import com.datastax.spark.connector.cql.CassandraConnector;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The statistics' tables in Cassandra. Rows are upserted; those that the lake no longer backs are deleted. */
final class StatisticsTables {
    private static final String CASSANDRA = "org.apache.spark.sql.cassandra";
    private static final List<String> PARTICIPANT_COLUMNS = List.of(
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

    private final CassandraConnector connector;
    private final String keyspace;

    StatisticsTables(CassandraConnector connector, String keyspace) {
        this.connector = connector;
        this.keyspace = keyspace;
    }

    /** Upserts participants; faster when the rows of a match follow each other, since they share a batch then. */
    void writeParticipants(Dataset<Row> participants) {
        Column[] columns = PARTICIPANT_COLUMNS.stream().map(functions::col).toArray(Column[]::new);
        append(participants.select(columns), "match_participants");
    }

    /** Deletes participants by their keys (match_date, match_id, participant_id). */
    void deleteParticipants(Dataset<Row> keys) {
        ParticipantDeletion deletion = new ParticipantDeletion(connector, keyspace);
        keys.select("match_date", "match_id", "participant_id").foreachPartition(deletion);
    }

    /**
     * Makes a view's table hold these rows and no others.
     *
     * @param view its first column is the table's key; small, since it comes through the driver
     * @return how many rows it has
     */
    long replaceView(String table, Dataset<Row> view, Instant lastUpdated) {
        List<Row> rows = view.collectAsList();
        ViewTable target = new ViewTable(keyspace + "." + table, List.of(view.columns()));
        return connector.jWithSessionDo(session -> target.replace(session, rows, lastUpdated));
    }

    private void append(Dataset<Row> rows, String table) {
        rows.write()
                .format(CASSANDRA)
                .option("keyspace", keyspace)
                .option("table", table)
                .mode("append")
                .save();
    }
}
