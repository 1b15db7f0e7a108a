package dev.lolbatch.generator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Tells a match as Match-V4 did until 2021: no metadata, stats apart from participants, names apart from both. */
final class MatchV4Json {
    private static final int SEASON = 13;
    private static final int BYTES = 16 * 1024;

    private MatchV4Json() {}

    static byte[] write(GeneratedMatch match) {
        return Json.bytes(BYTES, json -> {
            json.writeStartObject();
            json.writeNumberField("gameId", match.gameId());
            json.writeStringField("platformId", match.platformId());
            json.writeNumberField("gameCreation", match.start().toEpochMilli());
            json.writeNumberField("gameDuration", match.durationSeconds());
            json.writeNumberField("queueId", match.queue().id());
            json.writeNumberField("mapId", match.queue().mode().mapId());
            json.writeNumberField("seasonId", SEASON);
            json.writeStringField("gameVersion", match.patch().gameVersion());
            json.writeStringField("gameMode", match.queue().gameMode());
            json.writeStringField("gameType", "MATCHED_GAME");
            json.writeArrayFieldStart("participants");
            for (GeneratedParticipant participant : match.participants()) {
                participant(participant, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("participantIdentities");
            for (GeneratedParticipant participant : match.participants()) {
                identity(participant, match, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void participant(GeneratedParticipant participant, JsonGenerator json) throws IOException {
        Score score = participant.score();
        json.writeStartObject();
        json.writeNumberField("participantId", participant.number());
        json.writeNumberField("teamId", participant.teamId());
        json.writeNumberField("championId", participant.champion().id());
        json.writeObjectFieldStart("stats");
        json.writeNumberField("participantId", participant.number());
        json.writeBooleanField("win", participant.win());
        json.writeNumberField("kills", score.kills());
        json.writeNumberField("deaths", score.deaths());
        json.writeNumberField("assists", score.assists());
        json.writeNumberField("goldEarned", score.gold());
        json.writeNumberField("totalDamageDealtToChampions", score.damage());
        json.writeNumberField("totalMinionsKilled", score.minions());
        json.writeNumberField("neutralMinionsKilled", score.neutralMinions());
        json.writeNumberField("visionScore", score.visionScore());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void identity(GeneratedParticipant participant, GeneratedMatch match, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("participantId", participant.number());
        json.writeObjectFieldStart("player");
        json.writeStringField("platformId", match.platformId());
        json.writeStringField("summonerName", participant.player().gameName());
        json.writeStringField("summonerId", participant.player().summonerId());
        json.writeEndObject();
        json.writeEndObject();
    }
}
