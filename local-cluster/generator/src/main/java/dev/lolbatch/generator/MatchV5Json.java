package dev.lolbatch.generator;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lolbatch.generator.MatchDetail.TeamDetail;
import java.io.IOException;

/** Tells a match as Riot's Match-V5 did at the match's patch. */
final class MatchV5Json {
    private static final FieldTable PARTICIPANT = FieldTable.load("participant-fields.txt");
    private static final int BYTES_PER_PARTICIPANT = 8 * 1024;

    private MatchV5Json() {}

    static byte[] write(GeneratedMatch match) {
        return Json.bytes(BYTES_PER_PARTICIPANT * (match.participants().size() + 1), json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("metadata");
            metadata(match, json);
            json.writeEndObject();
            json.writeObjectFieldStart("info");
            info(new MatchDetail(match), json);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void metadata(GeneratedMatch match, JsonGenerator json) throws IOException {
        json.writeStringField("dataVersion", "2");
        json.writeStringField("matchId", match.matchId());
        json.writeArrayFieldStart("participants");
        for (GeneratedParticipant participant : match.participants()) {
            json.writeString(participant.player().puuid());
        }
        json.writeEndArray();
    }

    private static void info(MatchDetail detail, JsonGenerator json) throws IOException {
        GeneratedMatch match = detail.match();
        long start = match.start().toEpochMilli();
        int fractionOfSecond = (int) (1000 * Seeds.fraction(match.detailSeed(), 31));
        long durationMillis = match.durationSeconds() * 1000L + fractionOfSecond;
        if (detail.since(Patch.SEASON_14)) {
            json.writeStringField("endOfGameResult", match.ending().endOfGameResult());
        }
        json.writeNumberField(
                "gameCreation", start - 10_000 - (long) (50_000 * Seeds.fraction(match.detailSeed(), 32)));
        if (detail.since(Patch.SECONDS_SINCE)) {
            json.writeNumberField("gameDuration", match.durationSeconds());
            json.writeNumberField("gameEndTimestamp", start + durationMillis);
        } else {
            json.writeNumberField("gameDuration", durationMillis);
        }
        json.writeNumberField("gameId", match.gameId());
        json.writeStringField("gameMode", match.queue().gameMode());
        if (match.queue() == Queue.ARAM && detail.since(Patch.MUTATORS_SINCE)) {
            json.writeArrayFieldStart("gameModeMutators");
            json.writeString("mapskin_map12_bloom");
            json.writeEndArray();
        }
        json.writeStringField("gameName", "teambuilder-match-" + match.gameId());
        json.writeNumberField("gameStartTimestamp", start);
        json.writeStringField("gameType", "MATCHED_GAME");
        json.writeStringField("gameVersion", match.patch().gameVersion());
        json.writeNumberField("mapId", match.queue().mode().mapId());
        json.writeArrayFieldStart("participants");
        for (GeneratedParticipant participant : match.participants()) {
            json.writeStartObject();
            PARTICIPANT.write(new ParticipantDetail(participant, detail), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("platformId", match.platformId());
        json.writeNumberField("queueId", match.queue().id());
        json.writeArrayFieldStart("teams");
        for (TeamDetail team : detail.teams()) {
            TeamJson.write(team, detail, json);
        }
        json.writeEndArray();
        json.writeStringField("tournamentCode", "");
    }
}
