package dev.lolbatch.systemtests.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of the lake, DESIGN 3.2: every participant of every record, as it came. */
public final class ExpectedLake {
    private ExpectedLake() {}

    /** A row's identity: a participant of a record. */
    public record Key(int partition, long offset, String participantId) {}

    /** Rows by column name, without the columns that the record does not fill. */
    public static Map<Key, List<Map<String, Object>>> of(Collection<TopicRecord> records) {
        Map<Key, List<Map<String, Object>>> rows = new LinkedHashMap<>();
        for (TopicRecord record : records) {
            SourceMatch match = SourceMatch.read(record.json());
            for (SourceParticipant participant : match.participants()) {
                rows.computeIfAbsent(
                                new Key(record.partition(), record.offset(), participant.id()),
                                key -> new ArrayList<>())
                        .add(row(record, match, participant));
            }
        }
        return rows;
    }

    private static Map<String, Object> row(TopicRecord record, SourceMatch match, SourceParticipant participant) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("match_id", match.id());
        row.put("match_timestamp", match.timestamp());
        row.put("match_duration", match.duration());
        row.put("summoner_name", participant.summonerName());
        row.put("champion_name", participant.championName());
        row.put("position", participant.position());
        row.put("team_id", participant.teamId());
        row.put("win", participant.win());
        row.put("kills", participant.kills());
        row.put("deaths", participant.deaths());
        row.put("assists", participant.assists());
        row.put("kda", participant.kda());
        row.put("gold_earned", participant.gold());
        row.put("total_damage", participant.damage());
        row.put("cs", participant.cs());
        row.put("vision_score", participant.visionScore());
        row.put("kafka_offset", record.offset());
        row.put("kafka_partition", record.partition());
        row.put("ingestion_timestamp", Instant.ofEpochMilli(record.timestampMillis()));
        row.put("match_date", match.date());
        row.put("participant_id", participant.id());
        row.put("puuid", participant.puuid());
        row.put("champion_id", participant.championId());
        row.put("game_version", match.gameVersion());
        row.put("queue_id", match.queueId());
        row.put("game_mode", match.gameMode());
        row.put("platform_id", match.platformId());
        row.put("subteam_id", participant.subteamId());
        row.put("early_surrender", participant.earlySurrender());
        row.put("end_of_game_result", match.endOfGameResult());
        row.values().removeIf(value -> value == null);
        return row;
    }
}
