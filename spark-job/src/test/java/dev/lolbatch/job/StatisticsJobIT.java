package dev.lolbatch.job;

import static dev.lolbatch.job.Rows.decimal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.lake.LakeSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@LocalServers({Server.HDFS, Server.CASSANDRA})
@ExtendWith({LocalClusterExtension.class, LocalSpark.class})
class StatisticsJobIT {
    private static final Instant MONDAY = Instant.parse("2026-01-12T20:00:00Z");
    private static final Instant SATURDAY = Instant.parse("2026-01-17T01:30:00Z");
    private static final String DATE = "2026-01-17";
    private static final String KEYSPACE = "statistics_job_it";

    @TempDir
    private Path folder;

    private LocalCluster cluster;
    private LakeSettings settings;
    private TestLake lake;
    private CqlSession session;

    @BeforeEach
    void open(LocalCluster cluster, SparkSession spark, TestInfo test) {
        this.cluster = cluster;
        String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        settings = LakeSettings.jdbc(
                "jdbc:sqlite:" + folder.resolve("lake.db") + "?busy_timeout=20000",
                cluster.hdfsUri() + "/data/" + name);
        lake = TestLake.open(spark, settings);
        session = CqlSession.builder()
                .addContactPoint(cluster.cassandraAddress())
                .withLocalDatacenter(cluster.cassandraDatacenter())
                .build();
        emptyTables();
    }

    @AfterEach
    void close() {
        session.close();
        lake.close();
    }

    @Test
    void writesEveryColumnOfAParticipant() throws Exception {
        // Given
        long snapshot = lake.created()
                .append(LakeRow.of("EUW1_7", "puuid-1", SATURDAY)
                        .with("summoner_name", "Ann#EUW")
                        .with("champion_name", "FiddleSticks")
                        .with("position", "sup")
                        .with("kills", 5)
                        .with("deaths", 3)
                        .with("assists", 6)
                        .with("kda", 3.665)
                        .with("match_duration", 1_801)
                        .with("gold_earned", 12_345)
                        .with("total_damage", 20_001)
                        .with("cs", 187)
                        .with("kafka_partition", 2)
                        .with("kafka_offset", 77L)
                        .with("puuid", "puuid-1")
                        .with("champion_id", 9)
                        .with("game_version", "15.13.691.9951")
                        .with("queue_id", 420)
                        .with("game_mode", "CLASSIC")
                        .with("platform_id", "EUW1")
                        .with("early_surrender", false)
                        .with("end_of_game_result", "GameComplete"));

        // When
        SubmittedJob job = submit("--run-id", "run-1", "--date", DATE);

        // Then
        assertThat(job.exitCode()).as(job.log()).isZero();
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("match_date", LocalDate.parse(DATE));
        expected.put("match_id", "EUW1_7");
        expected.put("participant_id", "puuid-1");
        expected.put("match_timestamp", SATURDAY.toEpochMilli());
        expected.put("match_duration", 1_801);
        expected.put("summoner_name", "Ann#EUW");
        expected.put("champion_name", "Fiddlesticks");
        expected.put("position", "UTILITY");
        expected.put("team_id", 100);
        expected.put("win", true);
        expected.put("kills", 5);
        expected.put("deaths", 3);
        expected.put("assists", 6);
        expected.put("kda", decimal("3.67"));
        expected.put("kda_calculated", decimal("3.67"));
        expected.put("gold_earned", 12_345);
        expected.put("gold_per_minute", decimal("411.27"));
        expected.put("total_damage", 20_001);
        expected.put("damage_per_minute", decimal("666.33"));
        expected.put("cs", 187);
        expected.put("cs_per_minute", decimal("6.23"));
        expected.put("vision_score", 20);
        expected.put("kill_participation", decimal("1.10"));
        expected.put("match_hour", 1);
        expected.put("match_day_of_week", 7);
        expected.put("is_weekend", true);
        expected.put("kafka_offset", 77L);
        expected.put("kafka_partition", 2);
        expected.put("ingestion_timestamp", SATURDAY.plusSeconds(3_600));
        expected.put("team_kill_participation", decimal("2.20"));
        expected.put("patch", "15.13");
        expected.put("game_version", "15.13.691.9951");
        expected.put("queue_id", 420);
        expected.put("game_mode", "CLASSIC");
        expected.put("platform_id", "EUW1");
        expected.put("champion_id", 9);
        expected.put("puuid", "puuid-1");
        expected.put("subteam_id", null);
        expected.put("remake", false);
        expected.put("end_of_game_result", "GameComplete");
        assertThat(table("match_participants")).containsExactly(expected);
        assertThat(table("job_runs")).hasSize(1).first().satisfies(run -> {
            assertThat(run)
                    .containsEntry("run_id", "run-1")
                    .containsEntry("state", "SUCCEEDED")
                    .containsEntry("stage", "done")
                    .containsEntry("dates", List.of(LocalDate.parse(DATE)))
                    .containsEntry("snapshot_id", snapshot)
                    .containsEntry("rows_read", 1L)
                    .containsEntry("rows_removed", Map.of())
                    .containsEntry(
                            "rows_written",
                            Map.of("match_participants", 1L, "champion_stats", 1L, "position_stats", 1L))
                    .containsEntry("failure", null);
            assertThat((String) run.get("code_version")).matches("\\d+\\.\\d+\\.\\d+.*");
            assertThat((Instant) run.get("updated_at")).isAfter((Instant) run.get("started_at"));
        });
    }

    @Test
    void viewsAreOverTheWholeHistoryWithoutRemakes() throws Exception {
        // Given a day of history with a duplicate of its own, a remake, and the day asked for
        lake.created()
                .append(
                        LakeRow.of("M1", "ann", MONDAY).with("kills", 10).with("assists", 0),
                        LakeRow.of("M2", "bob", MONDAY)
                                .with("champion_name", "Zed")
                                .with("early_surrender", true));
        lake.append(
                LakeRow.of("M1", "ann-by-puuid", MONDAY)
                        .with("kafka_offset", 9L)
                        .with("kills", 7)
                        .with("win", false),
                LakeRow.of("M3", "ann", SATURDAY).with("kills", 2).with("deaths", 0),
                LakeRow.of("M3", "bob", SATURDAY).with("champion_name", "ahri").with("position", ""),
                LakeRow.of("M3", "cat", SATURDAY).with("gold_earned", 0),
                LakeRow.of("M4", "dan", SATURDAY).with("early_surrender", true));

        // When
        SubmittedJob job = submit("--run-id", "run-1", "--date", DATE);

        // Then
        assertThat(job.exitCode()).as(job.log()).isZero();
        assertThat(table("champion_stats", "last_updated"))
                .containsExactly(row(
                        "champion_name", "Ahri",
                        "games_played", 3L,
                        "win_rate", decimal("66.67"),
                        "avg_kills", decimal("3.33"),
                        "avg_deaths", decimal("0.67"),
                        "avg_assists", decimal("1.00"),
                        "avg_kda", decimal("4.33"),
                        "avg_gpm", decimal("300.00"),
                        "avg_dpm", decimal("500.00")));
        assertThat(table("position_stats", "last_updated"))
                .containsExactlyInAnyOrder(
                        position("MIDDLE", 2L, "50.00", "5.50"), position("NONE", 1L, "100.00", "2.00"));
        assertThat(table("position_stats")).allSatisfy(row -> assertThat((Instant) row.get("last_updated"))
                .isBetween(Instant.now().minusSeconds(600), Instant.now()));
        assertThat(participants())
                .containsExactlyInAnyOrder(
                        List.of(LocalDate.parse(DATE), "M3", "ann", false),
                        List.of(LocalDate.parse(DATE), "M3", "bob", false),
                        List.of(LocalDate.parse(DATE), "M4", "dan", true));
        assertThat(table("job_runs").get(0))
                .containsEntry("rows_read", 4L)
                .containsEntry("rows_removed", Map.of("invalid_gold", 1L))
                .containsEntry(
                        "rows_written", Map.of("match_participants", 3L, "champion_stats", 1L, "position_stats", 2L));
    }

    @Test
    void aLaterRecordReplacesTheEarlierOneWholeAndARerunChangesNothing() throws Exception {
        // Given a first run, and then the same match again with other ids and another champion
        lake.created().append(LakeRow.of("M", "ann", SATURDAY), LakeRow.of("M", "bob", SATURDAY));
        SubmittedJob first = submit("--run-id", "run-1", "--date", DATE);
        assertThat(first.exitCode()).as(first.log()).isZero();
        lake.append(
                LakeRow.of("M", "puuid-ann", SATURDAY).with("kafka_offset", 2L).with("champion_name", "Zed"),
                LakeRow.of("M", "bob", SATURDAY).with("kafka_offset", 2L).with("champion_name", "Jax"));

        // When
        SubmittedJob second = submit("--run-id", "run-2", "--date", DATE);
        assertThat(second.exitCode()).as(second.log()).isZero();
        List<Map<String, Object>> participants = table("match_participants");
        List<Map<String, Object>> champions = table("champion_stats", "last_updated");
        SubmittedJob rerun = submit("--run-id", "run-3", "--date", DATE);

        // Then
        assertThat(rerun.exitCode()).as(rerun.log()).isZero();
        assertThat(participants())
                .containsExactlyInAnyOrder(
                        List.of(LocalDate.parse(DATE), "M", "puuid-ann", false),
                        List.of(LocalDate.parse(DATE), "M", "bob", false));
        assertThat(champions).extracting(row -> row.get("champion_name")).containsExactlyInAnyOrder("Zed", "Jax");
        assertThat(table("match_participants")).containsExactlyInAnyOrderElementsOf(participants);
        assertThat(table("champion_stats", "last_updated")).containsExactlyInAnyOrderElementsOf(champions);
        assertThat(table("job_runs"))
                .extracting(run -> run.get("run_id"), run -> run.get("rows_removed"))
                .contains(tuple("run-3", Map.of("duplicate", 2L)));
    }

    @Test
    void aDateWithoutRowsFailsWithOneSentence() throws Exception {
        // Given
        long snapshot = lake.created().append(LakeRow.of("M", "ann", SATURDAY));

        // When
        SubmittedJob job = submit("--run-id", "run-1", "--date", "2026-01-18", "--date", DATE);

        // Then
        String sentence =
                "Cannot compute the statistics of 2026-01-18: the lake has no rows of that date (snapshot " + snapshot
                        + " of lake.lolbatch.lol_matches holds dates from 2026-01-17 to 2026-01-17); wait until ingest-service has"
                        + " committed some, or ask for another date";
        assertThat(job.exitCode()).isEqualTo(1);
        assertThat(job.lastLine()).isEqualTo(sentence);
        assertThat(table("job_runs").get(0))
                .containsEntry("state", "FAILED")
                .containsEntry("stage", "reading")
                .containsEntry("snapshot_id", snapshot)
                .containsEntry("failure", sentence);
        assertThat(table("match_participants")).isEmpty();
    }

    @Test
    void aMissingLakeFailsWithOneSentence() throws Exception {
        // Given a catalog without the table

        // When
        SubmittedJob job = submit("--run-id", "run-1", "--date", DATE);

        // Then
        String sentence = "Cannot open the lake: table lake.lolbatch.lol_matches is not in the catalog jdbc:sqlite:"
                + folder.resolve("lake.db")
                + "; start ingest-service, which creates it, or correct spark.sql.catalog.lake.uri";
        assertThat(job.exitCode()).isEqualTo(1);
        assertThat(job.lastLine()).isEqualTo(sentence);
        assertThat(table("job_runs").get(0)).containsEntry("state", "FAILED").containsEntry("failure", sentence);
    }

    @Test
    void anAbsentCassandraFailsWithOneSentence() throws Exception {
        // Given a port that nothing listens on
        lake.created().append(LakeRow.of("M", "ann", SATURDAY));
        Map<String, String> conf = conf();
        conf.put("spark.cassandra.connection.port", "1");

        // When
        SubmittedJob job = SubmittedJob.start(folder, conf, "--run-id", "run-1", "--date", DATE);

        // Then
        assertThat(job.exitCode()).isEqualTo(1);
        assertThat(job.lastLine())
                .startsWith("Cannot prepare the run with Cassandra at 127.0.0.1:1: ")
                .endsWith("; check that it is up and spark.cassandra.connection.* are right, then run again");
    }

    @Test
    void aBadArgumentIsAUsageError() throws Exception {
        // When
        SubmittedJob job = submit("--run-id", "run-1", "--date", "yesterday");

        // Then
        assertThat(job.exitCode()).isEqualTo(2);
        assertThat(job.lastLine()).isEqualTo("Cannot read date 'yesterday': it is not a day; write it as 2026-01-13");
    }

    @Test
    void sigtermEndsTheRunAndItsRecord() throws Exception {
        // Given
        lake.created().append(LakeRow.of("M", "ann", SATURDAY));
        SubmittedJob job = submit("--run-id", "run-1", "--date", DATE);
        // While the job makes the tables, Cassandra refuses to read them in more than one way.
        await().ignoreExceptionsInstanceOf(DriverException.class)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(this::isRunning);

        // When
        job.terminate();

        // Then
        String sentence = "Cannot finish the run: it was stopped by SIGTERM; start it again if wanted";
        assertThat(job.exitCode()).as(job.log()).isEqualTo(143);
        assertThat(job.lastLine()).isEqualTo(sentence);
        assertThat(table("job_runs").get(0)).containsEntry("state", "FAILED").containsEntry("failure", sentence);
    }

    private boolean isRunning() {
        return tables().contains("job_runs")
                && table("job_runs").stream().anyMatch(run -> "RUNNING".equals(run.get("state")));
    }

    // The first job of the class makes the keyspace; making one for each test costs more than emptying it.
    private void emptyTables() {
        tables().stream()
                .filter(table -> !table.startsWith("schema_"))
                .forEach(table -> session.execute("TRUNCATE " + KEYSPACE + "." + table));
    }

    private List<String> tables() {
        return session
                .execute("SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?", KEYSPACE)
                .all()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private SubmittedJob submit(String... arguments) throws Exception {
        return SubmittedJob.start(folder, conf(), arguments);
    }

    private Map<String, String> conf() {
        Map<String, String> conf = new LinkedHashMap<>(TestLake.sparkSettings(settings));
        conf.put("spark.cassandra.connection.host", cluster.cassandraAddress().getHostString());
        conf.put(
                "spark.cassandra.connection.port",
                String.valueOf(cluster.cassandraAddress().getPort()));
        conf.put("spark.cassandra.connection.localDC", cluster.cassandraDatacenter());
        conf.put("spark.lolbatch.keyspace", KEYSPACE);
        return conf;
    }

    private List<List<Object>> participants() {
        return table("match_participants").stream()
                .map(row -> List.of(
                        row.get("match_date"), row.get("match_id"), row.get("participant_id"), row.get("remake")))
                .toList();
    }

    private List<Map<String, Object>> table(String table, String... without) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Row row : session.execute("SELECT * FROM " + KEYSPACE + "." + table)) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (ColumnDefinition column : row.getColumnDefinitions()) {
                values.put(column.getName().asInternal(), row.getObject(column.getName()));
            }
            values.keySet().removeAll(Arrays.asList(without));
            rows.add(values);
        }
        return rows;
    }

    private static Map<String, Object> position(String position, long games, String winRate, String kda) {
        return row(
                "position",
                position,
                "games_played",
                games,
                "win_rate",
                decimal(winRate),
                "avg_kda",
                decimal(kda),
                "avg_gpm",
                new BigDecimal("300.00"));
    }

    private static Map<String, Object> row(Object... namesAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }
}
