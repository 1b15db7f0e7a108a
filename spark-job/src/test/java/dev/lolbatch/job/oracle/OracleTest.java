package dev.lolbatch.job.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracle is right in what can be computed by hand. */
class OracleTest {
    private static final LocalDate SATURDAY = LocalDate.parse("2026-01-17");
    private static final LocalDate SUNDAY = SATURDAY.plusDays(1);

    @TempDir
    private Path folder;

    private Connection writer;
    private Oracle oracle;
    private int files;

    @BeforeEach
    void open() throws SQLException {
        writer = DriverManager.getConnection("jdbc:duckdb:");
        oracle = Oracle.open();
    }

    @AfterEach
    void close() throws SQLException {
        oracle.close();
        writer.close();
    }

    @Test
    void aParticipantHasEveryFeature() throws SQLException {
        // Given 8 takedowns of the team's 11 kills, in 1801 seconds from Saturday 23:59:59 on
        load(
                "participant_id, match_timestamp, kills, deaths, assists, kda, gold_earned, total_damage, cs,"
                        + " match_duration, champion_name, position, game_version",
                "'a', 1768694399999, 5, 3, 3, 2.665, 12345, 20001, 187, 1801, 'FiddleSticks', ' sup', '15.13.691.9951'",
                "'b', 1768694399999, 6, 0, 0, 6.0, 9000, 0, 0, 1801, 'Zed', 'TOP', '15.13.691.9951'");

        // When
        Map<String, Object> row = participant("a");

        // Then
        assertThat(row)
                .containsEntry("match_date", SATURDAY)
                .containsEntry("match_id", "M")
                .containsEntry("champion_name", "Fiddlesticks")
                .containsEntry("position", "UTILITY")
                .containsEntry("kda", decimal("2.67"))
                .containsEntry("kda_calculated", decimal("2.67"))
                .containsEntry("gold_per_minute", decimal("411.27"))
                .containsEntry("damage_per_minute", decimal("666.33"))
                .containsEntry("cs_per_minute", decimal("6.23"))
                .containsEntry("kill_participation", decimal("0.80"))
                .containsEntry("team_kill_participation", decimal("0.73"))
                .containsEntry("match_hour", 23)
                .containsEntry("match_day_of_week", 7)
                .containsEntry("is_weekend", true)
                .containsEntry("patch", "15.13")
                .containsEntry("remake", false)
                .containsEntry("ingestion_timestamp", Instant.parse("2026-01-17T12:00:00Z"))
                .containsEntry("subteam_id", null);
        assertThat(row).hasSize(40);
    }

    @Test
    void aHalfIsRoundedAwayFromZero() throws SQLException {
        // Given 1/8 = 0.125, a double whose shortest text ends in 5, and rates of 0.005, just under it and below zero
        load(
                "participant_id, kills, deaths, assists, kda, gold_earned, total_damage, cs, match_duration",
                "'half', 1, 8, 0, 1.005, 1, -1, 1, 12000",
                "'under', 0, 1, 0, 1.0049999, 1, 0, 1, 12001",
                "'nothing', 0, 0, 0, CAST('nan' AS DOUBLE), 1, 0, 0, 1",
                "'undivided', 7, 0, 5, NULL, 1, NULL, NULL, 60");

        // Then
        assertThat(participant("half"))
                .containsEntry("kda_calculated", decimal("0.13"))
                .containsEntry("kda", decimal("1.01"))
                .containsEntry("gold_per_minute", decimal("0.01"))
                .containsEntry("damage_per_minute", decimal("-0.01"))
                .containsEntry("kill_participation", decimal("0.10"));
        assertThat(participant("under"))
                .containsEntry("kda", decimal("1.00"))
                .containsEntry("kda_calculated", decimal("0.00"))
                .containsEntry("gold_per_minute", decimal("0.00"));
        assertThat(participant("nothing"))
                .containsEntry("kda", null)
                .containsEntry("kda_calculated", decimal("0.00"))
                .containsEntry("gold_per_minute", decimal("60.00"));
        assertThat(participant("undivided"))
                .containsEntry("kda", null)
                .containsEntry("kda_calculated", decimal("12.00"))
                .containsEntry("damage_per_minute", null)
                .containsEntry("cs_per_minute", null);
    }

    @Test
    void theNewestRecordOfAMatchCountsWhole() throws SQLException {
        // Given records by time, then partition, then offset; the newest knows one player only, by another id
        load(
                "match_id, participant_id, ingestion_timestamp, kafka_partition, kafka_offset",
                "'M', 'a', '2026-01-17 12:00:00+00', 2, 90",
                "'M', 'b', '2026-01-17 12:00:00+00', 2, 90",
                "'M', 'puuid-a', '2026-01-17 12:00:00.001+00', 0, 1",
                "'N', 'c', '2026-01-17 12:00:00+00', 0, 900",
                "'N', 'd', '2026-01-17 12:00:00+00', 1, 3",
                "'N', 'e', '2026-01-17 12:00:00+00', 1, 4");

        // Then
        assertThat(oracle.rows("participants"))
                .extracting(row -> row.get("participant_id"))
                .containsExactlyInAnyOrder("puuid-a", "e");
        assertThat(oracle.rows("rows_removed")).containsExactly(removed("duplicate", 4));
        assertThat(oracle.rows("rows_read")).containsExactly(Map.of("match_date", SATURDAY, "rows_read", 6L));
    }

    @Test
    void eachRuleRemovesMissingAndWrongValues() throws SQLException {
        // Given
        load(
                "match_id, participant_id, summoner_name, champion_name, kills, deaths, assists, gold_earned,"
                        + " match_duration",
                "'ok', 'p', 'Ann', 'Ahri', 0, 0, 0, 1, 1",
                "' ', 'p', 'Ann', 'Ahri', 0, 0, 0, 1, 1",
                "'s1', 'p', NULL, 'Ahri', 0, 0, 0, 1, 1",
                "'s2', '', 'Ann', 'Ahri', 0, 0, 0, 1, 1",
                "'c', 'p', 'Ann', '', 0, 0, 0, 1, 1",
                "'k1', 'p', 'Ann', 'Ahri', -1, 0, 0, 1, 1",
                "'k2', 'p', 'Ann', 'Ahri', NULL, 0, 0, 1, 1",
                "'d', 'p', 'Ann', 'Ahri', 0, -1, 0, 1, 1",
                "'a', 'p', 'Ann', 'Ahri', 0, 0, NULL, 1, 1",
                "'g', 'p', 'Ann', 'Ahri', 0, 0, 0, 0, 1",
                "'t', 'p', 'Ann', 'Ahri', 0, 0, 0, 1, -5");

        // Then
        assertThat(oracle.rows("participants"))
                .extracting(row -> row.get("match_id"))
                .containsExactly("ok");
        assertThat(oracle.rows("rows_removed"))
                .containsExactlyInAnyOrder(
                        removed("missing_match_id", 1),
                        removed("missing_summoner", 2),
                        removed("missing_champion", 1),
                        removed("invalid_kills", 2),
                        removed("invalid_deaths", 1),
                        removed("invalid_assists", 1),
                        removed("invalid_gold", 1),
                        removed("invalid_duration", 1));
    }

    @Test
    void aTeamIsItsSubteamInArenaAndHasTheKillsOfPlayersThatWereRemovedToo() throws SQLException {
        // Given
        load(
                "match_id, participant_id, team_id, subteam_id, kills, assists, gold_earned",
                "'arena', 'a', 100, 1, 3, 1, 1",
                "'arena', 'b', 200, 1, 5, 0, 1",
                "'arena', 'c', 100, 2, 0, 2, 1",
                "'rift', 'd', 100, 0, 4, 2, 1",
                "'rift', 'e', 100, NULL, 2, 0, 0",
                "'rift', 'f', 200, 0, 9, 0, 1");

        // Then
        assertThat(oracle.rows("participants"))
                .extracting(row -> row.get("participant_id"), row -> row.get("team_kill_participation"))
                .containsExactlyInAnyOrder(
                        tuple("a", decimal("0.50")),
                        tuple("b", decimal("0.63")),
                        tuple("c", decimal("0.00")),
                        tuple("d", decimal("1.00")),
                        tuple("f", decimal("1.00")));
    }

    @Test
    void sumsAddUpByPatchAndQueueAndOverAll() throws SQLException {
        // Given two matches of two patches, one of them of the flat form, and a remake
        load(
                "match_id, match_date, participant_id, game_version, queue_id, win, kills, deaths, assists,"
                        + " early_surrender",
                "'M', '2026-01-17', 'a', '16.1.1', 420, true, 1, 2, 0, false",
                "'M', '2026-01-17', 'b', '16.1.1', 420, false, 2, 3, 0, false",
                "'N', '2026-01-18', 'a', NULL, NULL, NULL, 7, 0, 1, NULL",
                "'O', '2026-01-18', 'a', '16.1.1', 420, true, 1, 1, 1, false",
                "'P', '2026-01-18', 'a', '16.1.1', 420, true, 50, 1, 1, true");

        // Then
        assertThat(oracle.rows("view_cube"))
                .extracting(
                        row -> row.get("view_name"),
                        row -> row.get("part"),
                        row -> row.get("queue_id"),
                        row -> row.get("games"),
                        row -> row.get("wins"),
                        row -> row.get("kills"),
                        row -> row.get("kda"),
                        row -> row.get("duration_seconds"))
                .containsExactlyInAnyOrder(
                        tuple("2026-01-17", "16.1", 420, 2L, 1L, 3L, decimal("1.17"), 3_600L),
                        tuple("2026-01-18", "NONE", -1, 1L, 0L, 7L, decimal("8.00"), 1_800L),
                        tuple("2026-01-18", "16.1", 420, 1L, 1L, 1L, decimal("2.00"), 1_800L),
                        tuple("all", "16.1", 420, 3L, 2L, 4L, decimal("3.17"), 5_400L),
                        tuple("all", "NONE", -1, 1L, 0L, 7L, decimal("8.00"), 1_800L),
                        tuple("all", "*", 420, 3L, 2L, 4L, decimal("3.17"), 5_400L),
                        tuple("all", "*", -1, 1L, 0L, 7L, decimal("8.00"), 1_800L));
        assertThat(oracle.rows("view_matches"))
                .extracting(
                        row -> row.get("view_name"),
                        row -> row.get("part"),
                        row -> row.get("queue_id"),
                        row -> row.get("matches"))
                .containsExactlyInAnyOrder(
                        tuple("2026-01-17", "16.1", 420, 1L),
                        tuple("2026-01-18", "NONE", -1, 1L),
                        tuple("2026-01-18", "16.1", 420, 1L),
                        tuple("all", "16.1", 420, 2L),
                        tuple("all", "NONE", -1, 1L),
                        tuple("all", "*", 420, 2L),
                        tuple("all", "*", -1, 1L));
    }

    @Test
    void averagesAreOfTheSumAndRoundedOnce() throws SQLException {
        // Given three rates that end in thirds: 0.33, 0.33 and 0.67
        load(
                "participant_id, champion_name, position, win, kills, deaths, assists, total_damage",
                "'a', 'Ahri', 'MID', true, 1, 3, 0, 30",
                "'b', 'ahri', 'MIDDLE', true, 1, 3, 0, 30",
                "'c', ' Ahri ', '', false, 2, 3, 0, NULL");

        // Then
        assertThat(oracle.rows("champion_stats"))
                .containsExactly(Map.of(
                        "champion_name", "Ahri",
                        "games_played", 3L,
                        "win_rate", decimal("66.67"),
                        "avg_kills", decimal("1.33"),
                        "avg_deaths", decimal("3.00"),
                        "avg_assists", decimal("0.00"),
                        "avg_kda", decimal("0.44"),
                        "avg_gpm", decimal("300.00"),
                        "avg_dpm", decimal("0.67")));
        assertThat(oracle.rows("position_stats"))
                .containsExactlyInAnyOrder(
                        Map.of(
                                "position", "MIDDLE",
                                "games_played", 2L,
                                "win_rate", decimal("100.00"),
                                "avg_kda", decimal("0.33"),
                                "avg_gpm", decimal("300.00")),
                        Map.of(
                                "position", "NONE",
                                "games_played", 1L,
                                "win_rate", decimal("0.00"),
                                "avg_kda", decimal("0.67"),
                                "avg_gpm", decimal("300.00")));
    }

    @Test
    void aDateIsReplacedByItsRowsInTheFilesAndOthersStay() throws SQLException {
        // Given both dates from one file
        String first = file("match_date, participant_id", "'2026-01-17', 'a'", "'2026-01-18', 'b'");
        oracle.load(List.of(SATURDAY, SUNDAY), List.of(first));
        String second = file("match_date, participant_id", "'2026-01-17', 'c'", "'2026-01-18', 'd'");

        // When
        oracle.load(List.of(SUNDAY), List.of(second));

        // Then
        assertThat(oracle.rows("participants"))
                .extracting(row -> row.get("participant_id"))
                .containsExactlyInAnyOrder("a", "d");
    }

    @Test
    void offsetsAreThoseOfAllRowsThatWereRead() throws SQLException {
        // Given
        load(
                "participant_id, kafka_partition, kafka_offset, gold_earned",
                "'a', 0, 7, 0",
                "'b', 0, 9, 1",
                "'c', 2, 4, 1");

        // Then
        assertThat(oracle.rows("offsets"))
                .containsExactlyInAnyOrder(
                        Map.of("match_date", SATURDAY, "kafka_partition", 0, "first", 7L, "last", 9L),
                        Map.of("match_date", SATURDAY, "kafka_partition", 2, "first", 4L, "last", 4L));
    }

    private void load(String columns, String... rows) throws SQLException {
        oracle.load(List.of(SATURDAY, SUNDAY), List.of(file(columns, rows)));
    }

    /** Writes a file of plain participants, but for some columns. */
    private String file(String columns, String... rows) throws SQLException {
        String path = folder.resolve("rows-" + files++ + ".parquet").toString();
        try (Statement statement = writer.createStatement()) {
            statement.execute("SET timezone = 'UTC'");
            statement.execute(
                    """
                    CREATE OR REPLACE TABLE lake_rows (
                        match_id VARCHAR DEFAULT 'M', match_timestamp BIGINT DEFAULT 1768647600000,
                        match_duration INTEGER DEFAULT 1800, summoner_name VARCHAR DEFAULT 'Ann',
                        champion_name VARCHAR DEFAULT 'Ahri', position VARCHAR DEFAULT 'MIDDLE', team_id INTEGER DEFAULT 100,
                        win BOOLEAN DEFAULT true, kills INTEGER DEFAULT 1, deaths INTEGER DEFAULT 1,
                        assists INTEGER DEFAULT 1, kda DOUBLE DEFAULT 2.0, gold_earned INTEGER DEFAULT 9000,
                        total_damage INTEGER DEFAULT 15000, cs INTEGER DEFAULT 150, vision_score INTEGER DEFAULT 20,
                        kafka_offset BIGINT DEFAULT 1, kafka_partition INTEGER DEFAULT 0,
                        ingestion_timestamp TIMESTAMPTZ DEFAULT '2026-01-17 12:00:00+00',
                        match_date DATE DEFAULT '2026-01-17', participant_id VARCHAR DEFAULT 'p', puuid VARCHAR,
                        champion_id INTEGER, game_version VARCHAR, queue_id INTEGER, game_mode VARCHAR, platform_id VARCHAR,
                        subteam_id INTEGER, early_surrender BOOLEAN, end_of_game_result VARCHAR)""");
            for (String row : rows) {
                statement.execute("INSERT INTO lake_rows (" + columns + ") VALUES (" + row + ")");
            }
            statement.execute("COPY lake_rows TO '" + path + "' (FORMAT parquet)");
        }
        return path;
    }

    private Map<String, Object> participant(String id) {
        return oracle.rows("participants").stream()
                .filter(row -> row.get("participant_id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> removed(String rule, long rows) {
        return Map.of("match_date", SATURDAY, "removed_by", rule, "row_count", rows);
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
