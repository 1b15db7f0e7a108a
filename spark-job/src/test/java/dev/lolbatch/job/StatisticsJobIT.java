package dev.lolbatch.job;

import static dev.lolbatch.job.Rows.decimal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.spark.connector.cql.CassandraConnector;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.lake.LakeSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.SparkConf;
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
    private static final LocalDate DAY_1 = LocalDate.parse("2026-01-12");
    private static final LocalDate DAY_2 = LocalDate.parse("2026-01-17");
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
    void allIsTheSumOfThePublishedDatesWithoutRemakes() {
        // Given a day with a duplicate and a remake, and another day with one row too bad to count
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
        run("run-1", "--from", "2026-01-01", "--to", "2026-01-31");

        // Then
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
                        List.of(DAY_1, "M1", "ann-by-puuid", false),
                        List.of(DAY_1, "M2", "bob", true),
                        List.of(DAY_2, "M3", "ann", false),
                        List.of(DAY_2, "M3", "bob", false),
                        List.of(DAY_2, "M4", "dan", true));
        assertThat(pointers()).isEqualTo(Map.of("all", "run-1.0002", "2026-01-12", "run-1", "2026-01-17", "run-1"));
        assertThat(games("2026-01-12")).isEqualTo(Map.of("Ahri", 1L));
        assertThat(games("all")).isEqualTo(Map.of("Ahri", 3L));
        assertThat(table("job_runs").get(0))
                .containsEntry("dates", List.of(DAY_1, DAY_2))
                .containsEntry("dates_total", 2)
                .containsEntry("dates_done", 2)
                .containsEntry("percent", 100)
                .containsEntry("rows_read", 7L)
                .containsEntry("rows_removed", Map.of("duplicate", 1L, "invalid_gold", 1L))
                .containsEntry(
                        "rows_written", Map.of("match_participants", 5L, "champion_stats", 1L, "position_stats", 2L));
        assertThat(table("job_dates", "updated_at", "rows_written"))
                .containsExactlyInAnyOrder(
                        row(
                                "run_id",
                                "run-1",
                                "match_date",
                                DAY_1,
                                "complete",
                                false,
                                "rows_read",
                                3L,
                                "rows_removed",
                                Map.of("duplicate", 1L),
                                "state",
                                "PUBLISHED"),
                        row(
                                "run_id",
                                "run-1",
                                "match_date",
                                DAY_2,
                                "complete",
                                false,
                                "rows_read",
                                4L,
                                "rows_removed",
                                Map.of("invalid_gold", 1L),
                                "state",
                                "PUBLISHED"));
    }

    @Test
    void aPublishedViewTellsWhereItComesFrom() {
        // Given
        lake.created().append(LakeRow.of("M1", "ann", SATURDAY).with("kafka_offset", 7L));
        long snapshot = lake.append(
                LakeRow.of("M1", "ann", SATURDAY).with("kafka_offset", 41L),
                LakeRow.of("M2", "bob", SATURDAY).with("kafka_offset", 5L).with("kafka_partition", 2));
        lake.offsets("lol_matches", 0, 42);

        // When
        run("run-1", "--date", DATE);

        // Then
        ViewVersion version = views().version(DATE, "run-1").orElseThrow();
        assertThat(version.lineage())
                .isEqualTo(new Lineage(
                        snapshot,
                        CodeVersion.read(),
                        Optional.of(3L),
                        Map.of("duplicate", 1L),
                        Map.of("lol_matches/0", new OffsetRange(7, 41), "lol_matches/2", new OffsetRange(5, 5)),
                        Optional.of(false)));
        assertThat(version.matches()).isEqualTo(2);
        assertThat(version.participants()).isEqualTo(2);
        assertThat(lake.tags()).isEqualTo(Map.of("run-run-1", snapshot));
    }

    @Test
    void aLaterRecordReplacesTheEarlierOneWholeAndARerunGivesTheSameRows() {
        // Given a first run, and then the same match again with other ids and another champion, and one match more
        lake.created()
                .append(
                        LakeRow.of("M", "ann", SATURDAY),
                        LakeRow.of("M", "bob", SATURDAY),
                        LakeRow.of("N", "eve", SATURDAY));
        run("run-1", "--date", DATE);
        lake.append(
                LakeRow.of("M", "puuid-ann", SATURDAY).with("kafka_offset", 2L).with("champion_name", "Zed"),
                LakeRow.of("M", "bob", SATURDAY)
                        .with("kafka_offset", 2L)
                        .with("champion_name", "Jax")
                        .with("puuid", null));

        // When
        run("run-2", "--date", DATE);
        List<Map<String, Object>> participants = table("match_participants");
        List<Map<String, Object>> champions = table("champion_stats", "last_updated");
        Cube cube = cube(DATE);
        run("run-3", "--date", DATE);

        // Then
        assertThat(participants())
                .containsExactlyInAnyOrder(
                        List.of(DAY_2, "M", "puuid-ann", false),
                        List.of(DAY_2, "M", "bob", false),
                        List.of(DAY_2, "N", "eve", false));
        assertThat(champions)
                .extracting(row -> row.get("champion_name"))
                .containsExactlyInAnyOrder("Zed", "Jax", "Ahri");
        assertThat(table("match_participants")).containsExactlyInAnyOrderElementsOf(participants);
        assertThat(table("champion_stats", "last_updated")).containsExactlyInAnyOrderElementsOf(champions);
        assertThat(cube(DATE)).isEqualTo(cube);
        assertThat(pointers()).isEqualTo(Map.of("all", "run-3.0001", DATE, "run-3"));
        assertThat(writtenParticipants()).isEqualTo(Map.of("run-1", 3L, "run-2", 2L, "run-3", 0L));
    }

    @Test
    void aRollbackPublishesAnEarlierVersionWithItsParticipants() {
        // Given a date that was run twice, beside another date
        lake.created().append(LakeRow.of("M", "ann", SATURDAY), LakeRow.of("X", "ann", MONDAY));
        run("run-1", "--date", DATE, "--date", "2026-01-12");
        List<Map<String, Object>> participants = table("match_participants");
        Cube cube = cube(DATE);
        lake.append(
                LakeRow.of("M", "ann", SATURDAY).with("kafka_offset", 2L).with("champion_name", "Zed"),
                LakeRow.of("N", "bob", SATURDAY).with("kafka_offset", 2L).with("champion_name", "Jax"));
        run("run-2", "--date", DATE);
        assertThat(games("all")).isEqualTo(Map.of("Ahri", 1L, "Jax", 1L, "Zed", 1L));

        // When
        run("run-3", "--date", DATE, "--rollback-to", "run-1");

        // Then
        assertThat(pointers()).isEqualTo(Map.of("all", "run-3.0001", DATE, "run-1", "2026-01-12", "run-1"));
        assertThat(cube(DATE)).isEqualTo(cube);
        assertThat(games("all")).isEqualTo(Map.of("Ahri", 2L));
        assertThat(table("champion_stats"))
                .extracting(row -> row.get("champion_name"))
                .containsExactly("Ahri");
        assertThat(table("match_participants")).containsExactlyInAnyOrderElementsOf(participants);
        assertThat(table("matches_by_date")).hasSize(2);

        // When the date is run again, on the newest snapshot
        run("run-4", "--date", DATE);

        // Then
        assertThat(games(DATE)).isEqualTo(Map.of("Jax", 1L, "Zed", 1L));
        assertThat(participants()).hasSize(3);
    }

    @Test
    void datesThatArePublishedAtOnceAreAllInTheSum() throws Exception {
        // Given
        int dates = 4;
        lake.created();
        for (int i = 0; i < dates; i++) {
            lake.append(LakeRow.of("M" + i, "ann", SATURDAY.plus(Duration.ofDays(i))));
        }
        run("run-0", "--date", DATE);

        // When
        ExecutorService threads = Executors.newFixedThreadPool(dates);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < dates; i++) {
                String date = DAY_2.plusDays(i).toString();
                String runId = "run-1" + i;
                runs.add(threads.submit(() -> run(runId, "--date", date)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }

        // Then
        assertThat(games("all")).isEqualTo(Map.of("Ahri", 4L));
        assertThat(pointers()).hasSize(5);
        assertThat(table("champion_stats").get(0)).containsEntry("games_played", 4L);
    }

    @Test
    void oldVersionsAndTheirTagsGo() {
        // Given
        lake.created()
                .append(
                        LakeRow.of("M", "ann", SATURDAY).with("game_version", "15.1.1"),
                        LakeRow.of("X", "ann", MONDAY));

        // When
        run("run-0", "--date", "2026-01-12");
        for (int i = 1; i <= 5; i++) {
            lake.append(LakeRow.of("M" + i, "ann", SATURDAY).with("game_version", "15.1.1"));
            run("run-" + i, "--date", DATE);
        }

        // Then
        assertThat(views().versions(DATE)).extracting(ViewVersion::runId).containsExactly("run-5", "run-4", "run-3");
        assertThat(table("view_cube"))
                .extracting(row -> row.get("view_name") + " " + row.get("run_id") + " " + row.get("part"))
                .containsExactlyInAnyOrder(
                        "2026-01-12 run-0 NONE",
                        "2026-01-17 run-3 15.1",
                        "2026-01-17 run-4 15.1",
                        "2026-01-17 run-5 15.1",
                        "all run-0.0001 NONE",
                        "all run-3.0001 15.1",
                        "all run-3.0001 *",
                        "all run-4.0001 15.1",
                        "all run-4.0001 *",
                        "all run-5.0001 15.1",
                        "all run-5.0001 *");
        assertThat(lake.tags()).containsOnlyKeys("run-run-0", "run-run-3", "run-run-4", "run-run-5");
        assertThat(games("all")).isEqualTo(Map.of("Ahri", 7L));
    }

    @Test
    void whatAFencedRunStillWritesLoses() {
        // Given a run that has claimed the date and then stood still
        lake.created().append(LakeRow.of("M", "ann", SATURDAY).with("kills", 3));
        run("run-0", "--date", DATE);
        CassandraConnector connector = CassandraConnector.apply(sparkConf());
        long token = new FencingTokens(connector, KEYSPACE, Clock.systemUTC()).next();
        DateHistory fenced =
                new DateHistory(connector, KEYSPACE, new DateHistory.Run("run-1", token, CodeVersion.read()));
        LakeSnapshot.pinNewest(lake.spark()).tag("run-1").create();
        fenced.claim(DAY_2, 1);
        run("run-2", "--date", DATE);

        // When it goes on
        session.execute("UPDATE " + KEYSPACE + ".match_participants USING TIMESTAMP " + token
                + " SET kills = 9 WHERE match_date = '2026-01-17' AND match_id = 'M' AND participant_id = 'ann'");
        session.execute("INSERT INTO " + KEYSPACE
                + ".match_participants (match_date, match_id, participant_id, kills) VALUES ('2026-01-17', 'M', 'gone', 1)"
                + " USING TIMESTAMP " + token);

        // Then
        assertThatThrownBy(() -> fenced.written(DAY_2))
                .isInstanceOf(FencedException.class)
                .hasMessage(
                        "Cannot write date 2026-01-17: run run-2 has taken it over; look at that run, and start a new"
                                + " one if wanted");
        assertThatThrownBy(() -> fenced.claim(DAY_2, 1)).isInstanceOf(FencedException.class);
        assertThat(table("match_participants"))
                .extracting(row -> row.get("participant_id"), row -> row.get("kills"))
                .containsExactly(tuple("ann", 3));
        assertThat(lake.tags()).containsOnlyKeys("run-run-0", "run-run-2");
    }

    @Test
    void allCanBeSummedUpAnew() {
        // Given an all that somebody has spoiled, so that a date's old cube is no part of it any more
        lake.created().append(LakeRow.of("M", "ann", SATURDAY), LakeRow.of("X", "ann", MONDAY));
        run("run-1", "--date", DATE, "--date", "2026-01-12");
        session.execute("DELETE FROM " + KEYSPACE
                + ".view_cube WHERE view_name = 'all' AND run_id = 'run-1.0002' AND part = 'NONE'");
        lake.append(LakeRow.of("M", "ann", SATURDAY).with("kafka_offset", 2L).with("champion_name", "Zed"));
        assertThatThrownBy(() -> run("run-2", "--date", DATE))
                .isInstanceOf(JobFailure.class)
                .hasMessage(
                        "Cannot publish view 2026-01-17: CubeKey[queueId=-1, position=MIDDLE, championName=Ahri] would"
                                + " have -1 games; run the job with --recompute-all, then the date again");

        // When
        run("run-3", "--recompute-all");
        run("run-4", "--date", DATE);

        // Then
        assertThat(games("all")).isEqualTo(Map.of("Ahri", 1L, "Zed", 1L));
        assertThat(views().version("all", "run-3.0001").orElseThrow().participants())
                .isEqualTo(2);
    }

    @Test
    void aJobThatIsKilledLeavesAWholeOldOrAWholeNewView() throws Exception {
        // Given a run of its own length, and then a changed match and a new one for each kill
        int kills = Integer.getInteger("lolbatch.job.kills", 3);
        long seed = Long.getLong("lolbatch.job.seed", 1);
        Random random = new Random(seed);
        Map<Long, Map<String, Long>> gamesBySnapshot = new HashMap<>();
        gamesBySnapshot.put(lake.created().append(LakeRow.of("M0", "ann", SATURDAY)), Map.of("Ahri", 1L));
        SubmittedJob whole = submit("--run-id", "run-000", "--date", DATE);
        assertThat(whole.exitCode()).as(whole.log()).isZero();
        Map<String, Object> record = table("job_runs").get(0);
        long length = Duration.between((Instant) record.get("started_at"), (Instant) record.get("updated_at"))
                .toMillis();

        for (int kill = 1; kill <= kills; kill++) {
            long snapshot = lake.append(
                    LakeRow.of("M" + (kill - 1), "bob", SATURDAY)
                            .with("kafka_offset", 2L)
                            .with("champion_name", "Zed"),
                    LakeRow.of("M" + kill, "ann", SATURDAY));
            gamesBySnapshot.put(snapshot, Map.of("Ahri", 1L, "Zed", (long) kill));

            // When
            String runId = String.format(Locale.ROOT, "run-%03d", kill);
            SubmittedJob job = submit("--run-id", runId, "--date", DATE);
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> job.isOver() || isRunning(runId));
            job.killAfter(Duration.ofMillis((long) (random.nextDouble() * length)));

            // Then
            ViewVersion version = views().version(DATE, pointers().get(DATE)).orElseThrow();
            Map<String, Long> expected = gamesBySnapshot.get(version.lineage().snapshotId());
            assertThat(games(DATE)).as("seed %s, kill %s", seed, kill).isEqualTo(expected);
            assertThat(games("all")).as("seed %s, kill %s", seed, kill).isEqualTo(expected);
            assertThat(totalOfAll()).isEqualTo(cube("all").total());
        }

        // When the date is run again
        run("run-999", "--date", DATE);

        // Then everything is that of the newest snapshot
        assertThat(games("all")).isEqualTo(Map.of("Ahri", 1L, "Zed", (long) kills));
        assertThat(table("champion_stats"))
                .extracting(row -> row.get("champion_name"), row -> row.get("games_played"))
                .containsExactlyInAnyOrder(tuple("Ahri", 1L), tuple("Zed", (long) kills));
        assertThat(participants()).hasSize(kills + 1);
    }

    @Test
    void aDateWithoutRowsFailsWithOneSentence() {
        // Given
        long snapshot = lake.created().append(LakeRow.of("M", "ann", SATURDAY));

        // When / Then
        String sentence =
                "Cannot compute the statistics of 2026-01-18: the lake has no rows of that date (snapshot " + snapshot
                        + " of lake.lolbatch.lol_matches holds dates from 2026-01-17 to 2026-01-17); wait until ingest-service has"
                        + " committed some, or ask for another date";
        assertThatThrownBy(() -> run("run-1", "--dates", "2026-01-18," + DATE))
                .isInstanceOf(JobFailure.class)
                .hasMessage(sentence);
        assertThat(table("job_runs").get(0))
                .containsEntry("state", "FAILED")
                .containsEntry("stage", "reading")
                .containsEntry("snapshot_id", snapshot)
                .containsEntry("failure", sentence);
        assertThat(table("match_participants")).isEmpty();
    }

    @Test
    void aMissingLakeFailsWithOneSentence() {
        // Given a catalog without the table

        // When / Then
        String sentence = "Cannot open the lake: table lake.lolbatch.lol_matches is not in the catalog jdbc:sqlite:"
                + folder.resolve("lake.db")
                + "; start ingest-service, which creates it, or correct spark.sql.catalog.lake.uri";
        assertThatThrownBy(() -> run("run-1", "--date", DATE))
                .isInstanceOf(JobFailure.class)
                .hasMessage(sentence);
        assertThat(table("job_runs").get(0)).containsEntry("state", "FAILED").containsEntry("failure", sentence);
    }

    @Test
    void aDamagedFileFailsWithOneSentenceAndLeavesTheOldView() throws Exception {
        // Given
        lake.created().append(LakeRow.of("M", "ann", SATURDAY));
        run("run-1", "--date", DATE);
        lake.append(LakeRow.of("N", "bob", SATURDAY));
        String damaged = lake.damageNewestFile();

        // When / Then
        assertThatThrownBy(() -> run("run-2", "--date", DATE))
                .isInstanceOf(JobFailure.class)
                .hasMessageStartingWith("Cannot compute and write the participants: ")
                .hasMessageContaining(damaged)
                .hasMessageEndingWith(
                        "; restore that file from a backup, or take it out of the table and replay its offsets, then run again");
        assertThat(pointers()).isEqualTo(Map.of("all", "run-1.0001", DATE, "run-1"));
        assertThat(games(DATE)).isEqualTo(Map.of("Ahri", 1L));
        assertThat(lake.tags()).containsOnlyKeys("run-run-1");
        assertThat(table("job_dates"))
                .extracting(row -> row.get("run_id"), row -> row.get("state"))
                .containsExactlyInAnyOrder(tuple("run-1", "PUBLISHED"), tuple("run-2", "FAILED"));
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
        assertThat(job.exitCode()).isEqualTo(75);
        assertThat(job.lastLine())
                .startsWith("Cannot prepare the run with Cassandra at 127.0.0.1:1: ")
                .endsWith("; check that it is up and spark.cassandra.connection.* are right, then run again");
    }

    @Test
    void aCassandraThatGoesAwayFailsTheRunWithOneSentenceAndLeavesTheOldView() throws Exception {
        // Given
        lake.created().append(LakeRow.of("M", "ann", SATURDAY));
        run("run-1", "--date", DATE);
        lake.append(LakeRow.of("N", "bob", SATURDAY));
        SubmittedJob job = submit("--run-id", "run-2", "--date", DATE);
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> isRunning("run-2"));

        // When
        cluster.stop(Server.CASSANDRA);

        // Then
        try {
            assertThat(job.exitCode()).as(job.log()).isEqualTo(75);
            assertThat(job.lastLine())
                    .startsWith("Cannot ")
                    .contains(" with Cassandra at 127.0.0.1:")
                    .endsWith("; check that it is up and spark.cassandra.connection.* are right, then run again");
        } finally {
            cluster.start(Set.of(Server.CASSANDRA));
        }
        await().ignoreExceptionsInstanceOf(DriverException.class)
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(pointers()).isEqualTo(Map.of("all", "run-1.0001", DATE, "run-1")));
        assertThat(games(DATE)).isEqualTo(Map.of("Ahri", 1L));
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
                .until(() -> isRunning("run-1"));

        // When
        job.terminate();

        // Then
        String sentence = "Cannot finish the run: it was stopped by SIGTERM; start it again if wanted";
        assertThat(job.exitCode()).as(job.log()).isEqualTo(143);
        assertThat(job.lastLine()).isEqualTo(sentence);
        assertThat(table("job_runs").get(0)).containsEntry("state", "FAILED").containsEntry("failure", sentence);
    }

    private boolean isRunning(String runId) {
        return tables().contains("job_runs")
                && table("job_runs").stream()
                        .anyMatch(run -> runId.equals(run.get("run_id")) && "RUNNING".equals(run.get("state")));
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

    private void run(String runId, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--run-id", runId));
        all.addAll(List.of(arguments));
        new RecordedRun(sparkConf(), Clock.systemUTC()).executeIn(lake.spark(), JobArguments.parse(all));
    }

    private SparkConf sparkConf() {
        SparkConf conf = new SparkConf(false);
        conf().forEach(conf::set);
        // After the test that stops it, Cassandra is to be found again soon.
        conf.set("spark.cassandra.connection.reconnectionDelayMS.max", "1000");
        return SparkSettings.complete(conf);
    }

    private CassandraViewStore views() {
        CassandraConnector connector = CassandraConnector.apply(sparkConf());
        return new CassandraViewStore(
                connector, KEYSPACE, new FencingTokens(connector, KEYSPACE, Clock.systemUTC()), Optional.empty());
    }

    private Map<String, String> pointers() {
        return views().allPointers();
    }

    /** The published cube, without the total over its parts. */
    private Cube cube(String view) {
        Map<String, CubePart> parts = new HashMap<>();
        for (PartRef part : published(view).partRefs()) {
            if (!part.part().equals(ViewVersion.TOTAL)) {
                parts.put(part.part(), views().read(part));
            }
        }
        return new Cube(parts);
    }

    private CubePart totalOfAll() {
        return views().read(published("all").part(ViewVersion.TOTAL).orElseThrow());
    }

    private ViewVersion published(String view) {
        return views().version(view, pointers().get(view)).orElseThrow();
    }

    /** Games by champion, as readers see them. */
    private Map<String, Long> games(String view) {
        Map<String, Long> games = new HashMap<>();
        cube(view).total().cells().forEach((key, sums) -> games.merge(key.championName(), sums.games(), Long::sum));
        return games;
    }

    private Map<String, Long> writtenParticipants() {
        Map<String, Long> written = new HashMap<>();
        for (Row row : session.execute("SELECT run_id, rows_written FROM " + KEYSPACE + ".job_runs")) {
            written.put(
                    row.getString(0), row.getMap(1, String.class, Long.class).get("match_participants"));
        }
        return written;
    }

    private SubmittedJob submit(String... arguments) throws Exception {
        return SubmittedJob.start(folder, conf(), arguments);
    }

    private Map<String, String> conf() {
        return TestLake.jobSettings(settings, cluster, KEYSPACE);
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
