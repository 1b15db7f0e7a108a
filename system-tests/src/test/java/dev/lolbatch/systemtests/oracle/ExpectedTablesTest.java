package dev.lolbatch.systemtests.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The oracle itself, against rows that were computed by hand. */
class ExpectedTablesTest {
    // 2026-01-11 was a Sunday.
    private static final long SUNDAY_23_59 = 1_768_175_999_999L;
    private static final LocalDate SUNDAY = LocalDate.parse("2026-01-11");

    @Test
    void computesEveryColumnOfAMatchV5Participant() {
        // Given
        String json = matchV5(
                "KR_1",
                """
                "gameDuration":1739,"gameEndTimestamp":1768177739000""",
                v5("p1", "Ahri", "MIDDLE", 100, 0, 5, 3, 4, 10_000, true),
                v5("p2", "Jinx", "BOTTOM", 100, 0, 2, 0, 1, 9000, true),
                v5("p3", "Zed", "MIDDLE", 200, 0, 1, 7, 0, 8000, false));

        // When
        ExpectedTables tables = ExpectedTables.of(List.of(new TopicRecord(2, 41, 1_768_180_000_123L, json)));

        // Then
        assertThat(tables.participants()).hasSize(3);
        assertThat(tables.participants().get(List.of(SUNDAY, "KR_1", "p1")))
                .containsOnly(
                        entry("match_date", SUNDAY),
                        entry("match_id", "KR_1"),
                        entry("participant_id", "p1"),
                        entry("match_timestamp", SUNDAY_23_59),
                        entry("match_duration", 1739),
                        entry("summoner_name", "p1 name#KR1"),
                        entry("champion_name", "Ahri"),
                        entry("position", "MIDDLE"),
                        entry("team_id", 100),
                        entry("win", true),
                        entry("kills", 5),
                        entry("deaths", 3),
                        entry("assists", 4),
                        entry("kda", new BigDecimal("3.00")),
                        entry("kda_calculated", new BigDecimal("3.00")),
                        entry("gold_earned", 10_000),
                        // 600,000 / 1739 = 345.0258…
                        entry("gold_per_minute", new BigDecimal("345.03")),
                        entry("total_damage", 20_000),
                        // 1,200,000 / 1739 = 690.0517…
                        entry("damage_per_minute", new BigDecimal("690.05")),
                        entry("cs", 207),
                        // 12,420 / 1739 = 7.1420…
                        entry("cs_per_minute", new BigDecimal("7.14")),
                        entry("vision_score", 18),
                        entry("kill_participation", new BigDecimal("0.90")),
                        // 9 of 7: the field's definition, and assists are not capped by it
                        entry("team_kill_participation", new BigDecimal("1.29")),
                        entry("match_hour", 23),
                        entry("match_day_of_week", 1),
                        entry("is_weekend", true),
                        entry("kafka_offset", 41L),
                        entry("kafka_partition", 2),
                        entry("ingestion_timestamp", Instant.ofEpochMilli(1_768_180_000_123L)),
                        entry("patch", "16.1"),
                        entry("game_version", "16.1.773.1337"),
                        entry("queue_id", 420),
                        entry("game_mode", "CLASSIC"),
                        entry("platform_id", "KR"),
                        entry("champion_id", 103),
                        entry("puuid", "p1"),
                        entry("subteam_id", 0),
                        entry("remake", false),
                        entry("end_of_game_result", "GameComplete"));
        assertThat(tables.participants().get(List.of(SUNDAY, "KR_1", "p2")))
                .contains(
                        entry("kda", new BigDecimal("3.00")),
                        entry("kda_calculated", new BigDecimal("3.00")),
                        entry("team_kill_participation", new BigDecimal("0.43")));
        assertThat(tables.participants().get(List.of(SUNDAY, "KR_1", "p3")))
                .contains(
                        entry("kda", new BigDecimal("0.14")),
                        entry("kda_calculated", new BigDecimal("0.14")),
                        entry("team_kill_participation", new BigDecimal("1.00")));
    }

    @Test
    void averagesExactSumsOfRoundedRows() {
        // Given: kda_calculated 0.33, 0.67, 1.00 and gold per minute 333.33, 333.33, 500.00
        String json = flat(
                "EUW1_7",
                1800,
                flat("a", "Ahri", "mid", 100, true, 1, 3, 0, 10_000),
                flat("b", "Ahri", "MID", 200, false, 2, 3, 0, 10_000),
                flat("c", "Ahri", "Middle", 200, true, 1, 0, 0, 15_000));

        // When
        ExpectedTables tables = ExpectedTables.of(List.of(new TopicRecord(0, 0, 0, json)));

        // Then
        assertThat(tables.champions())
                .containsOnlyKeys("Ahri")
                .containsEntry(
                        "Ahri",
                        Map.of(
                                "champion_name", "Ahri",
                                "games_played", 3L,
                                "win_rate", new BigDecimal("66.67"),
                                "avg_kills", new BigDecimal("1.33"),
                                "avg_deaths", new BigDecimal("2.00"),
                                "avg_assists", new BigDecimal("0.00"),
                                "avg_kda", new BigDecimal("0.67"),
                                "avg_gpm", new BigDecimal("388.89"),
                                "avg_dpm", new BigDecimal("40.00")));
        assertThat(tables.positions())
                .containsOnlyKeys("MIDDLE")
                .containsEntry(
                        "MIDDLE",
                        Map.of(
                                "position", "MIDDLE",
                                "games_played", 3L,
                                "win_rate", new BigDecimal("66.67"),
                                "avg_kda", new BigDecimal("0.67"),
                                "avg_gpm", new BigDecimal("388.89")));
    }

    @Test
    void theNewestRecordOfAMatchWinsWhole() {
        // Given: the same instant, a higher partition, a lower offset
        String older = flat("EUW1_7", 1800, flat("a", "Ahri", "MID", 100, true, 1, 3, 0, 10_000));
        String newer = flat("EUW1_7", 1800, flat("a#EUW", "Zed", "JGL", 100, true, 9, 3, 0, 10_000));

        // When
        ExpectedTables tables =
                ExpectedTables.of(List.of(new TopicRecord(2, 3, 5000, newer), new TopicRecord(1, 9, 5000, older)));

        // Then
        assertThat(tables.participants()).containsOnlyKeys(List.of(SUNDAY, "EUW1_7", "a#EUW"));
        assertThat(tables.champions()).containsOnlyKeys("Zed");
        assertThat(tables.positions()).containsOnlyKeys("JUNGLE");
    }

    @Test
    void remakesAreFlaggedAndOutOfTheViews() {
        // Given
        String remake = matchV5(
                "KR_1",
                """
                "gameDuration":200,"gameEndTimestamp":1768177739000""",
                v5("p1", "FiddleSticks", "JUNGLE", 100, 0, 0, 0, 0, 1000, true)
                        .replace("\"gameEndedInEarlySurrender\":false", "\"gameEndedInEarlySurrender\":true"));

        // When
        ExpectedTables tables = ExpectedTables.of(List.of(new TopicRecord(0, 0, 0, remake)));

        // Then
        assertThat(tables.participants().get(List.of(SUNDAY, "KR_1", "p1")))
                .contains(
                        entry("remake", true),
                        entry("champion_name", "Fiddlesticks"),
                        entry("team_kill_participation", new BigDecimal("0.00")));
        assertThat(tables.champions()).isEmpty();
        assertThat(tables.positions()).isEmpty();
    }

    @Test
    void arenaIsCountedBySubteamsAndHasNoPosition() {
        // Given
        String arena = matchV5(
                "NA1_5",
                """
                "gameDuration":1200,"gameEndTimestamp":1768177739000""",
                v5("p1", "Vi", "", 100, 1, 3, 1, 1, 9000, true),
                v5("p2", "Jax", "", 100, 1, 1, 1, 1, 9000, true),
                v5("p3", "Lux", "", 100, 2, 6, 1, 0, 9000, true));

        // When
        ExpectedTables tables = ExpectedTables.of(List.of(new TopicRecord(0, 0, 0, arena)));

        // Then
        assertThat(tables.participants().get(List.of(SUNDAY, "NA1_5", "p1")))
                .contains(
                        entry("position", "NONE"),
                        entry("subteam_id", 1),
                        entry("team_kill_participation", new BigDecimal("1.00")));
        assertThat(tables.positions()).containsOnlyKeys("NONE");
    }

    @Test
    void aDurationWithoutAnEndIsInMilliseconds() {
        String json = matchV5("KR_1", "\"gameDuration\":1739999", v5("p1", "Vi", "TOP", 100, 0, 1, 1, 1, 9000, true));
        ExpectedTables tables = ExpectedTables.of(List.of(new TopicRecord(0, 0, 0, json)));
        assertThat(tables.participants().get(List.of(SUNDAY, "KR_1", "p1"))).contains(entry("match_duration", 1739));
    }

    @Test
    void equalNamesAreToldApartByTheirIndex() {
        String json = flat(
                "EUW1_7",
                1800,
                flat("a", "Ahri", "TOP", 100, true, 1, 3, 0, 10_000),
                flat("b", "Zed", "TOP", 100, true, 1, 3, 0, 10_000),
                flat("a", "Vi", "TOP", 100, true, 1, 3, 0, 10_000));
        assertThat(ExpectedTables.of(List.of(new TopicRecord(0, 0, 0, json))).participants())
                .containsOnlyKeys(
                        List.of(SUNDAY, "EUW1_7", "a#0"),
                        List.of(SUNDAY, "EUW1_7", "b"),
                        List.of(SUNDAY, "EUW1_7", "a#2"));
    }

    @Test
    void theLakeKeepsEveryRecordAsItCame() {
        String json = flat("EUW1_7", 1800, flat("a", "FiddleSticks", "jgl", 100, true, 1, 3, 0, 0));
        Map<ExpectedLake.Key, List<Map<String, Object>>> rows =
                ExpectedLake.of(List.of(new TopicRecord(0, 0, 5000, json), new TopicRecord(0, 1, 6000, json)));
        assertThat(rows).containsOnlyKeys(new ExpectedLake.Key(0, 0, "a"), new ExpectedLake.Key(0, 1, "a"));
        assertThat(rows.get(new ExpectedLake.Key(0, 1, "a"))).singleElement().satisfies(row -> assertThat(row)
                .contains(
                        entry("champion_name", "FiddleSticks"),
                        entry("position", "jgl"),
                        entry("gold_earned", 0),
                        entry("kda", 0.33),
                        entry("ingestion_timestamp", Instant.ofEpochMilli(6000))));
    }

    static String matchV5(String id, String duration, String... participants) {
        return """
                {"metadata":{"matchId":"%s"},"info":{"endOfGameResult":"GameComplete","gameCreation":1768100000000,%s,\
                "gameMode":"CLASSIC","gameStartTimestamp":%d,"gameVersion":"16.1.773.1337","platformId":"KR",\
                "queueId":420,"participants":[%s]}}"""
                .formatted(id, duration, SUNDAY_23_59, String.join(",", participants));
    }

    static String v5(
            String puuid,
            String champion,
            String position,
            int team,
            int subteam,
            int kills,
            int deaths,
            int assists,
            int gold,
            boolean win) {
        return """
                {"puuid":"%s","riotIdGameName":"%s name","riotIdTagline":"KR1","summonerName":"","championName":"%s",\
                "championId":103,"teamPosition":"%s","teamId":%d,"playerSubteamId":%d,"kills":%d,"deaths":%d,\
                "assists":%d,"goldEarned":%d,"totalDamageDealtToChampions":20000,"totalMinionsKilled":200,\
                "neutralMinionsKilled":7,"visionScore":18,"gameEndedInEarlySurrender":false,"win":%s}"""
                .formatted(puuid, puuid, champion, position, team, subteam, kills, deaths, assists, gold, win);
    }

    private static String flat(String id, int duration, String... participants) {
        return """
                {"match_id":"%s","timestamp":%d,"duration":%d,"participants":[%s]}"""
                .formatted(id, SUNDAY_23_59 / 1000, duration, String.join(",", participants));
    }

    private static String flat(
            String name,
            String champion,
            String position,
            int team,
            boolean win,
            int kills,
            int deaths,
            int assists,
            int gold) {
        return """
                {"summoner_name":"%s","champion_name":"%s","position":"%s","team_id":%d,"win":%s,"kills":%d,\
                "deaths":%d,"assists":%d,"kda":0.33,"gold_earned":%d,"total_damage":1200,"cs":100,"vision_score":5}"""
                .formatted(name, champion, position, team, win, kills, deaths, assists, gold);
    }
}
