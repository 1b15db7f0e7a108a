package dev.lolbatch.systemtests.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The three tables of Cassandra, DESIGN 3.4 and 3.5, after runs for all dates of the records. Rows are maps by column name,
 * without the columns that have no value, and without {@code last_updated}.
 *
 * @param participants by (match_date, match_id, participant_id)
 * @param champions by champion_name
 * @param positions by position
 */
public record ExpectedTables(
        Map<List<Object>, Map<String, Object>> participants,
        Map<String, Map<String, Object>> champions,
        Map<String, Map<String, Object>> positions) {

    private static final Map<String, String> POSITIONS = Map.of(
            "", "NONE",
            "MID", "MIDDLE",
            "BOT", "BOTTOM",
            "ADC", "BOTTOM",
            "SUPPORT", "UTILITY",
            "SUP", "UTILITY",
            "JGL", "JUNGLE");

    public static ExpectedTables of(Collection<TopicRecord> records) {
        Map<List<Object>, Map<String, Object>> participants = new LinkedHashMap<>();
        for (TopicRecord record : newest(records)) {
            SourceMatch match = SourceMatch.read(record.json());
            for (SourceParticipant participant : match.participants()) {
                if (counts(match, participant)) {
                    participants.put(
                            List.of(match.date(), match.id(), participant.id()), row(record, match, participant));
                }
            }
        }
        List<Map<String, Object>> played = participants.values().stream()
                .filter(row -> row.get("remake").equals(false))
                .toList();
        return new ExpectedTables(
                participants,
                view(played, "champion_name", ExpectedTables::championStatistics),
                view(played, "position", ExpectedTables::positionStatistics));
    }

    /** Those in question, of the dates, players, champions and positions that it names. */
    public Collection<Map<String, Object>> participants(Question question) {
        return participants.values().stream().filter(question::selects).toList();
    }

    /** Of each match the newest record, which wins whole. */
    private static Collection<TopicRecord> newest(Collection<TopicRecord> records) {
        Map<String, TopicRecord> newest = new HashMap<>();
        for (TopicRecord record : records) {
            newest.merge(
                    SourceMatch.read(record.json()).id(),
                    record,
                    (one, other) -> TopicRecord.BY_AGE.compare(one, other) > 0 ? one : other);
        }
        return newest.values();
    }

    private static boolean counts(SourceMatch match, SourceParticipant participant) {
        return !match.id().isEmpty()
                && participant.summonerName() != null
                && !participant.summonerName().isEmpty()
                && participant.championName() != null
                && !participant.championName().isEmpty()
                && participant.kills() >= 0
                && participant.deaths() >= 0
                && participant.assists() >= 0
                && participant.gold() > 0
                && match.duration() > 0;
    }

    private static Map<String, Object> row(TopicRecord record, SourceMatch match, SourceParticipant participant) {
        OffsetDateTime start = Instant.ofEpochMilli(match.timestamp()).atOffset(ZoneOffset.UTC);
        DayOfWeek day = start.getDayOfWeek();
        int takedowns = participant.kills() + participant.assists();
        int teamKills = teamKills(match, participant);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("match_date", match.date());
        row.put("match_id", match.id());
        row.put("participant_id", participant.id());
        row.put("match_timestamp", match.timestamp());
        row.put("match_duration", match.duration());
        row.put("summoner_name", participant.summonerName());
        row.put("champion_name", champion(participant.championName()));
        row.put("position", position(participant.position()));
        row.put("team_id", participant.teamId());
        row.put("win", participant.win());
        row.put("kills", participant.kills());
        row.put("deaths", participant.deaths());
        row.put("assists", participant.assists());
        row.put("kda", BigDecimal.valueOf(participant.kda()).setScale(2, RoundingMode.HALF_UP));
        row.put("kda_calculated", quotient(takedowns, Math.max(1, participant.deaths())));
        row.put("gold_earned", participant.gold());
        row.put("gold_per_minute", perMinute(participant.gold(), match));
        row.put("total_damage", participant.damage());
        row.put("damage_per_minute", perMinute(participant.damage(), match));
        row.put("cs", participant.cs());
        row.put("cs_per_minute", perMinute(participant.cs(), match));
        row.put("vision_score", participant.visionScore());
        row.put("kill_participation", quotient(takedowns, 10));
        row.put("team_kill_participation", teamKills == 0 ? new BigDecimal("0.00") : quotient(takedowns, teamKills));
        row.put("match_hour", start.getHour());
        row.put("match_day_of_week", day.getValue() % 7 + 1);
        row.put("is_weekend", day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY);
        row.put("kafka_offset", record.offset());
        row.put("kafka_partition", record.partition());
        row.put("ingestion_timestamp", Instant.ofEpochMilli(record.timestampMillis()));
        row.put("patch", match.gameVersion() == null ? null : patch(match.gameVersion()));
        row.put("game_version", match.gameVersion());
        row.put("queue_id", match.queueId());
        row.put("game_mode", match.gameMode());
        row.put("platform_id", match.platformId());
        row.put("champion_id", participant.championId());
        row.put("puuid", participant.puuid());
        row.put("subteam_id", participant.subteamId());
        row.put("remake", Boolean.TRUE.equals(participant.earlySurrender()));
        row.put("end_of_game_result", match.endOfGameResult());
        row.values().removeIf(value -> value == null);
        return row;
    }

    /** Of the team, or in Arena of the subteam. */
    private static int teamKills(SourceMatch match, SourceParticipant of) {
        boolean arena = of.subteamId() != null && of.subteamId() > 0;
        return match.participants().stream()
                .filter(other -> arena
                        ? of.subteamId().equals(other.subteamId())
                        : of.teamId().equals(other.teamId()))
                .mapToInt(SourceParticipant::kills)
                .sum();
    }

    private static String champion(String name) {
        return name.equals("FiddleSticks") ? "Fiddlesticks" : name;
    }

    private static String position(String name) {
        String upper = name == null ? "" : name.toUpperCase(Locale.ROOT);
        return POSITIONS.getOrDefault(upper, upper);
    }

    private static String patch(String gameVersion) {
        String[] numbers = gameVersion.split("\\.", -1);
        return numbers[0] + "." + numbers[1];
    }

    private static BigDecimal perMinute(int amount, SourceMatch match) {
        return quotient(amount * 60L, match.duration());
    }

    static BigDecimal quotient(long numerator, long denominator) {
        return BigDecimal.valueOf(numerator).divide(BigDecimal.valueOf(denominator), 2, RoundingMode.HALF_UP);
    }

    private static Map<String, Map<String, Object>> view(
            List<Map<String, Object>> rows,
            String key,
            Function<List<Map<String, Object>>, Map<String, Object>> statistics) {
        Map<String, List<Map<String, Object>>> groups = new TreeMap<>();
        rows.forEach(row -> groups.computeIfAbsent((String) row.get(key), name -> new ArrayList<>())
                .add(row));
        Map<String, Map<String, Object>> view = new LinkedHashMap<>();
        groups.forEach((name, group) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put(key, name);
            row.putAll(statistics.apply(group));
            view.put(name, row);
        });
        return view;
    }

    private static Map<String, Object> championStatistics(List<Map<String, Object>> games) {
        Map<String, Object> row = positionStatistics(games);
        row.put("avg_kills", average(games, "kills"));
        row.put("avg_deaths", average(games, "deaths"));
        row.put("avg_assists", average(games, "assists"));
        row.put("avg_dpm", average(games, "damage_per_minute"));
        return row;
    }

    private static Map<String, Object> positionStatistics(List<Map<String, Object>> games) {
        long wins = games.stream().filter(game -> game.get("win").equals(true)).count();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("games_played", (long) games.size());
        row.put("win_rate", quotient(100 * wins, games.size()));
        row.put("avg_kda", average(games, "kda_calculated"));
        row.put("avg_gpm", average(games, "gold_per_minute"));
        return row;
    }

    /** Rounded once, after the exact sum. */
    static BigDecimal average(List<Map<String, Object>> games, String column) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map<String, Object> game : games) {
            sum = sum.add(new BigDecimal(game.get(column).toString()));
        }
        return sum.divide(BigDecimal.valueOf(games.size()), 2, RoundingMode.HALF_UP);
    }
}
