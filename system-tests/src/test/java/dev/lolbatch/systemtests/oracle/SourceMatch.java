package dev.lolbatch.systemtests.oracle;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A match as a record tells it, in either form, by DESIGN 3.1; null where the record says nothing.
 *
 * @param timestamp of its start, milliseconds since the epoch
 * @param duration seconds
 */
record SourceMatch(
        String id,
        long timestamp,
        Integer duration,
        String gameVersion,
        Integer queueId,
        String gameMode,
        String platformId,
        String endOfGameResult,
        List<SourceParticipant> participants) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SECONDS_BELOW = 1_000_000_000_000L;

    static SourceMatch read(String json) {
        try {
            JsonNode document = JSON.readTree(json);
            return document.has("info") ? matchV5(document) : flat(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Cannot read a record as JSON: " + e.getOriginalMessage() + "; only well-formed ones belong here",
                    e);
        }
    }

    LocalDate date() {
        return LocalDate.ofInstant(Instant.ofEpochMilli(timestamp), ZoneOffset.UTC);
    }

    private static SourceMatch matchV5(JsonNode document) {
        JsonNode info = document.get("info");
        long start = info.path("gameStartTimestamp").asLong(0);
        int durationDivisor = info.has("gameEndTimestamp") ? 1 : 1000;
        List<SourceParticipant> participants = new ArrayList<>();
        info.get("participants").forEach(participant -> participants.add(participantOfV5(participant)));
        return new SourceMatch(
                document.get("metadata").get("matchId").asText(),
                millis(start == 0 ? info.get("gameCreation").asLong() : start),
                (int) (info.get("gameDuration").asLong() / durationDivisor),
                text(info, "gameVersion"),
                whole(info, "queueId"),
                text(info, "gameMode"),
                text(info, "platformId"),
                text(info, "endOfGameResult"),
                withUniqueIds(participants));
    }

    private static SourceParticipant participantOfV5(JsonNode json) {
        String riotId = riotId(json);
        String summonerName = text(json, "summonerName");
        String shownName = isEmpty(summonerName) ? riotId : summonerName;
        String puuid = text(json, "puuid");
        int kills = json.get("kills").asInt();
        int deaths = json.get("deaths").asInt();
        int assists = json.get("assists").asInt();
        return new SourceParticipant(
                !isEmpty(puuid) ? puuid : riotId != null ? riotId : summonerName,
                puuid,
                shownName == null ? summonerName : shownName,
                text(json, "championName"),
                whole(json, "championId"),
                text(json, "teamPosition"),
                whole(json, "teamId"),
                whole(json, "playerSubteamId"),
                json.get("win").asBoolean(),
                kills,
                deaths,
                assists,
                (kills + assists) / (double) Math.max(1, deaths),
                whole(json, "goldEarned"),
                whole(json, "totalDamageDealtToChampions"),
                json.get("totalMinionsKilled").asInt()
                        + json.get("neutralMinionsKilled").asInt(),
                whole(json, "visionScore"),
                json.get("gameEndedInEarlySurrender").asBoolean());
    }

    private static String riotId(JsonNode json) {
        String name = text(json, "riotIdGameName");
        if (isEmpty(name)) {
            name = text(json, "riotIdName");
        }
        String tag = text(json, "riotIdTagline");
        if (isEmpty(name)) {
            return null;
        }
        return isEmpty(tag) ? name : name + "#" + tag;
    }

    private static SourceMatch flat(JsonNode document) {
        List<SourceParticipant> participants = new ArrayList<>();
        document.get("participants")
                .forEach(json -> participants.add(new SourceParticipant(
                        text(json, "summoner_name"),
                        null,
                        text(json, "summoner_name"),
                        text(json, "champion_name"),
                        null,
                        text(json, "position"),
                        whole(json, "team_id"),
                        null,
                        json.get("win").asBoolean(),
                        whole(json, "kills"),
                        whole(json, "deaths"),
                        whole(json, "assists"),
                        json.get("kda").asDouble(),
                        whole(json, "gold_earned"),
                        whole(json, "total_damage"),
                        whole(json, "cs"),
                        whole(json, "vision_score"),
                        null)));
        return new SourceMatch(
                document.get("match_id").asText(),
                millis(document.get("timestamp").asLong()),
                document.get("duration").asInt(),
                null,
                null,
                null,
                null,
                null,
                withUniqueIds(participants));
    }

    /** An id that is empty or that two participants share is followed by # and the participant's index, from 0. */
    private static List<SourceParticipant> withUniqueIds(List<SourceParticipant> participants) {
        Map<String, Long> owners = participants.stream().collect(groupingBy(p -> idOf(p), counting()));
        List<SourceParticipant> unique = new ArrayList<>();
        for (int index = 0; index < participants.size(); index++) {
            SourceParticipant participant = participants.get(index);
            String id = idOf(participant);
            unique.add(participant.withId(id.isEmpty() || owners.get(id) > 1 ? id + "#" + index : id));
        }
        return unique;
    }

    private static String idOf(SourceParticipant participant) {
        return participant.id() == null ? "" : participant.id();
    }

    private static long millis(long timestamp) {
        return timestamp < SECONDS_BELOW ? timestamp * 1000 : timestamp;
    }

    private static String text(JsonNode json, String field) {
        return json.has(field) ? json.get(field).asText() : null;
    }

    private static Integer whole(JsonNode json, String field) {
        return json.has(field) ? (Integer) json.get(field).asInt() : null;
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }
}
