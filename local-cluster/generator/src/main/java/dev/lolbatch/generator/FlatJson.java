package dev.lolbatch.generator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.Function;

/**
 * Tells a match in the flat form. Its producers are many, so that some write seconds for milliseconds, positions by
 * other names, and summoner names without the tagline; one match has one producer.
 */
final class FlatJson {
    private static final int BYTES_PER_PARTICIPANT = 400;

    private FlatJson() {}

    static byte[] write(GeneratedMatch match) {
        return Json.bytes(BYTES_PER_PARTICIPANT * (match.participants().size() + 1), json -> {
            long millis = match.start().toEpochMilli();
            int spelling = (int) (Position.SPELLINGS * Seeds.fraction(match.detailSeed(), 41));
            Function<Player, String> naming = chance(match, 43, 0.7) ? Player::riotId : Player::gameName;
            json.writeStartObject();
            json.writeStringField("match_id", match.matchId());
            json.writeNumberField("timestamp", chance(match, 42, 0.2) ? millis / 1000 : millis);
            json.writeNumberField("duration", match.durationSeconds());
            json.writeArrayFieldStart("participants");
            for (GeneratedParticipant participant : match.participants()) {
                participant(participant, naming, spelling, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void participant(
            GeneratedParticipant participant, Function<Player, String> naming, int spelling, JsonGenerator json)
            throws IOException {
        Score score = participant.score();
        json.writeStartObject();
        json.writeStringField("summoner_name", naming.apply(participant.player()));
        json.writeStringField("champion_name", participant.champion().name());
        json.writeStringField("position", participant.position().spelling(spelling));
        json.writeNumberField("team_id", participant.teamId());
        json.writeBooleanField("win", participant.win());
        json.writeNumberField("kills", score.kills());
        json.writeNumberField("deaths", score.deaths());
        json.writeNumberField("assists", score.assists());
        json.writeNumberField("kda", Math.round(score.kda() * 100) / 100.0);
        json.writeNumberField("gold_earned", score.gold());
        json.writeNumberField("total_damage", score.damage());
        json.writeNumberField("cs", score.cs());
        json.writeNumberField("vision_score", score.visionScore());
        json.writeEndObject();
    }

    private static boolean chance(GeneratedMatch match, long purpose, double probability) {
        return Seeds.fraction(match.detailSeed(), purpose) < probability;
    }
}
