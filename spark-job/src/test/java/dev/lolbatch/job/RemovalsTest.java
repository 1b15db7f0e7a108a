package dev.lolbatch.job;

import static dev.lolbatch.job.Rows.dataset;
import static dev.lolbatch.job.Rows.row;
import static dev.lolbatch.job.Rows.select;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class RemovalsTest {
    private static final LocalDate DAY = LocalDate.parse("2026-01-13");
    private static final Instant EARLY = Instant.parse("2026-01-13T10:00:00Z");
    private static final Instant LATE = Instant.parse("2026-01-13T11:00:00Z");
    private static final String LAKE = "match_date DATE, match_id STRING, participant_id STRING, ingestion_timestamp"
            + " TIMESTAMP, kafka_partition INT, kafka_offset BIGINT, summoner_name STRING, champion_name STRING, kills INT,"
            + " deaths INT, assists INT, gold_earned INT, match_duration INT";

    @Test
    void theNewestRecordOfAMatchWinsWhole(SparkSession spark) {
        // Given three records of one match; the newest knows only one of the players, by another id
        Dataset<Row> lake = dataset(
                spark,
                LAKE,
                participant("M", "a", EARLY, 2, 50),
                participant("M", "b", EARLY, 2, 50),
                participant("M", "a", LATE, 0, 7),
                participant("M", "b", LATE, 0, 7),
                participant("M", "puuid-a", LATE, 0, 8));

        // When
        Dataset<Row> marked = Removals.withRemovedBy(lake);

        // Then
        assertThat(select(marked, "participant_id", "kafka_offset", "removed_by"))
                .containsExactlyInAnyOrder(
                        row("a", 50L, "duplicate"),
                        row("b", 50L, "duplicate"),
                        row("a", 7L, "duplicate"),
                        row("b", 7L, "duplicate"),
                        row("puuid-a", 8L, null));
    }

    @Test
    void partitionAndThenOffsetDecideWithinOneInstant(SparkSession spark) {
        // Given
        Dataset<Row> lake = dataset(
                spark,
                LAKE,
                participant("M", "a", EARLY, 1, 900),
                participant("M", "a", EARLY, 2, 3),
                participant("M", "a", EARLY, 2, 4),
                participant("N", "a", EARLY, 0, 1));

        // When
        Dataset<Row> kept = Removals.withRemovedBy(lake).where("removed_by IS NULL");

        // Then
        assertThat(select(kept, "match_id", "kafka_partition", "kafka_offset"))
                .containsExactlyInAnyOrder(row("M", 2, 4L), row("N", 0, 1L));
    }

    @Test
    void aMatchIdOfAnotherDateIsAnotherMatch(SparkSession spark) {
        // Given
        Row other = row(DAY.minusDays(1), "M", "a", EARLY, 0, 1L, "Ann", "Ahri", 1, 1, 1, 1, 1);
        Dataset<Row> lake = dataset(spark, LAKE, participant("M", "a", LATE, 0, 2), other);

        // When
        Dataset<Row> kept = Removals.withRemovedBy(lake).where("removed_by IS NULL");

        // Then
        assertThat(select(kept, "match_date", "kafka_offset"))
                .containsExactlyInAnyOrder(row(DAY, 2L), row(DAY.minusDays(1), 1L));
    }

    @Test
    void everyRuleRemovesMissingAndWrongValuesAndTheFirstIsCounted(SparkSession spark) {
        // Given
        Dataset<Row> lake = dataset(
                spark,
                LAKE,
                cleanable("ok", "Ann", "Ahri", 0, 0, 0, 1, 1),
                row(DAY, "", "p", EARLY, 0, 1L, "Ann", "Ahri", 0, 0, 0, 1, 1),
                cleanable("summoner-null", null, "Ahri", 0, 0, 0, 1, 1),
                cleanable("summoner-empty", " ", "Ahri", 0, 0, 0, 1, 1),
                cleanable("champion-null", "Ann", null, 0, 0, 0, 1, 1),
                cleanable("champion-empty", "Ann", "", 0, 0, 0, 1, 1),
                cleanable("kills-negative", "Ann", "Ahri", -1, 0, 0, 1, 1),
                cleanable("kills-null", "Ann", "Ahri", null, 0, 0, 1, 1),
                cleanable("deaths", "Ann", "Ahri", 0, -1, 0, 1, 1),
                cleanable("assists", "Ann", "Ahri", 0, 0, -1, 1, 1),
                cleanable("gold", "Ann", "Ahri", 0, 0, 0, 0, 1),
                cleanable("duration", "Ann", "Ahri", 0, 0, 0, 1, 0),
                cleanable("duration-null", "Ann", "Ahri", 0, 0, 0, 1, null),
                cleanable("all", null, null, -1, -1, -1, 0, 0));

        // When
        Dataset<Row> marked = Removals.withRemovedBy(lake);

        // Then
        assertThat(select(marked, "match_id", "removed_by"))
                .containsExactlyInAnyOrder(
                        row("ok", null),
                        row("", "missing_match_id"),
                        row("summoner-null", "missing_summoner"),
                        row("summoner-empty", "missing_summoner"),
                        row("champion-null", "missing_champion"),
                        row("champion-empty", "missing_champion"),
                        row("kills-negative", "invalid_kills"),
                        row("kills-null", "invalid_kills"),
                        row("deaths", "invalid_deaths"),
                        row("assists", "invalid_assists"),
                        row("gold", "invalid_gold"),
                        row("duration", "invalid_duration"),
                        row("duration-null", "invalid_duration"),
                        row("all", "missing_summoner"));
        assertThat(marked.columns()).containsExactly(append(lake.columns(), "removed_by"));
    }

    private static Row participant(String matchId, String participantId, Instant at, int partition, long offset) {
        return row(DAY, matchId, participantId, at, partition, offset, "Ann", "Ahri", 1, 1, 1, 1, 1);
    }

    private static Row cleanable(
            String matchId,
            String summoner,
            String champion,
            Integer kills,
            Integer deaths,
            Integer assists,
            Integer gold,
            Integer duration) {
        return row(DAY, matchId, "p", EARLY, 0, 1L, summoner, champion, kills, deaths, assists, gold, duration);
    }

    private static String[] append(String[] columns, String column) {
        String[] all = java.util.Arrays.copyOf(columns, columns.length + 1);
        all[columns.length] = column;
        return all;
    }
}
