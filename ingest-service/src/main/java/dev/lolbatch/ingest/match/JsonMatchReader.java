package dev.lolbatch.ingest.match;

import static dev.lolbatch.ingest.match.json.JsonValues.bool;
import static dev.lolbatch.ingest.match.json.JsonValues.float64;
import static dev.lolbatch.ingest.match.json.JsonValues.int32;
import static dev.lolbatch.ingest.match.json.JsonValues.int64;
import static dev.lolbatch.ingest.match.json.JsonValues.object;
import static dev.lolbatch.ingest.match.json.JsonValues.objects;
import static dev.lolbatch.ingest.match.json.JsonValues.text;

import dev.lolbatch.ingest.match.json.JsonException;
import dev.lolbatch.ingest.match.json.JsonScanner;
import dev.lolbatch.ingest.match.json.JsonToken;
import dev.lolbatch.ingest.match.json.MalformedJsonException;
import dev.lolbatch.ingest.match.json.ObjectReader;

/**
 * Reads both forms in one pass over the bytes, in any order of fields, never building a tree: of the about 150 fields of
 * a Match-V5 participant it keeps 20 and skips the rest.
 */
public final class JsonMatchReader implements MatchReader {
    private static final ObjectReader<ParticipantBuilder> V5_PARTICIPANT = new ObjectReader.Builder<
                    ParticipantBuilder>()
            .field("puuid", (json, p) -> p.puuid = text(json))
            .field("riotIdGameName", (json, p) -> p.gameName = text(json))
            .field("riotIdName", (json, p) -> p.oldGameName = text(json))
            .field("riotIdTagline", (json, p) -> p.tagLine = text(json))
            .field("summonerName", (json, p) -> p.summonerName = text(json))
            .field("championName", (json, p) -> p.championName = text(json))
            .field("championId", (json, p) -> p.championId = int32(json))
            .field("teamPosition", (json, p) -> p.position = text(json))
            .field("teamId", (json, p) -> p.teamId = int32(json))
            .field("playerSubteamId", (json, p) -> p.subteamId = int32(json))
            .field("win", (json, p) -> p.win = bool(json))
            .field("kills", (json, p) -> p.kills = int32(json))
            .field("deaths", (json, p) -> p.deaths = int32(json))
            .field("assists", (json, p) -> p.assists = int32(json))
            .field("goldEarned", (json, p) -> p.goldEarned = int32(json))
            .field("totalDamageDealtToChampions", (json, p) -> p.totalDamage = int32(json))
            .field("totalMinionsKilled", (json, p) -> p.minions = int32(json))
            .field("neutralMinionsKilled", (json, p) -> p.neutralMinions = int32(json))
            .field("visionScore", (json, p) -> p.visionScore = int32(json))
            .field("gameEndedInEarlySurrender", (json, p) -> p.earlySurrender = bool(json))
            .build();

    private static final ObjectReader<ParticipantBuilder> FLAT_PARTICIPANT = new ObjectReader.Builder<
                    ParticipantBuilder>()
            .field("summoner_name", (json, p) -> p.summonerName = text(json))
            .field("champion_name", (json, p) -> p.championName = text(json))
            .field("position", (json, p) -> p.position = text(json))
            .field("team_id", (json, p) -> p.teamId = int32(json))
            .field("win", (json, p) -> p.win = bool(json))
            .field("kills", (json, p) -> p.kills = int32(json))
            .field("deaths", (json, p) -> p.deaths = int32(json))
            .field("assists", (json, p) -> p.assists = int32(json))
            .field("kda", (json, p) -> p.kda = float64(json))
            .field("gold_earned", (json, p) -> p.goldEarned = int32(json))
            .field("total_damage", (json, p) -> p.totalDamage = int32(json))
            .field("cs", (json, p) -> p.cs = int32(json))
            .field("vision_score", (json, p) -> p.visionScore = int32(json))
            .build();

    private static final ObjectReader<MatchBuilder> METADATA = new ObjectReader.Builder<MatchBuilder>()
            .field("matchId", (json, match) -> match.v5Id = text(json))
            .build();

    private static final ObjectReader<MatchBuilder> INFO = new ObjectReader.Builder<MatchBuilder>()
            .field("gameStartTimestamp", (json, match) -> match.gameStart = int64(json))
            .field("gameCreation", (json, match) -> match.gameCreation = int64(json))
            .field("gameEndTimestamp", (json, match) -> match.gameEnd = int64(json))
            .field("gameDuration", (json, match) -> match.gameDuration = int64(json))
            .field("gameVersion", (json, match) -> match.gameVersion = text(json))
            .field("queueId", (json, match) -> match.queueId = int32(json))
            .field("gameMode", (json, match) -> match.gameMode = text(json))
            .field("platformId", (json, match) -> match.platformId = text(json))
            .field("endOfGameResult", (json, match) -> match.endOfGameResult = text(json))
            .field(
                    "participants",
                    (json, match) -> match.v5Participants =
                            objects(json, V5_PARTICIPANT, ParticipantBuilder::new, "participant"))
            .build();

    private static final ObjectReader<MatchBuilder> DOCUMENT = new ObjectReader.Builder<MatchBuilder>()
            .field("metadata", (json, match) -> object(json, METADATA, match))
            .field("info", (json, match) -> match.v5 |= object(json, INFO, match))
            .field("match_id", (json, match) -> match.flatId = text(json))
            .field("timestamp", (json, match) -> match.flatTimestamp = int64(json))
            .field("duration", (json, match) -> match.flatDuration = int32(json))
            .field(
                    "participants",
                    (json, match) -> match.flatParticipants =
                            objects(json, FLAT_PARTICIPANT, ParticipantBuilder::new, "participant"))
            .build();

    private final int maxBytes;

    /**
     * A reader that takes no more than a match may be.
     *
     * @param maxBytes of a record's value; a real match has about 70,000
     */
    public JsonMatchReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public Match read(byte[] payload, long recordTimestampMillis) throws MatchRejectedException {
        if (payload == null) {
            throw new MatchRejectedException(RejectReason.NULL_VALUE, "Cannot read match: the record has no value");
        }
        if (payload.length > maxBytes) {
            throw new MatchRejectedException(
                    RejectReason.TOO_LARGE,
                    "Cannot read match: its " + payload.length + " bytes are more than ingest.max-message-bytes, "
                            + maxBytes);
        }
        return readDocument(payload).build(recordTimestampMillis);
    }

    private static MatchBuilder readDocument(byte[] payload) throws MatchRejectedException {
        MatchBuilder match = new MatchBuilder();
        try {
            JsonScanner json = new JsonScanner(payload);
            if (json.atEnd() || json.peek() != JsonToken.START_OBJECT) {
                throw notJson("the value is not a JSON object");
            }
            DOCUMENT.read(json, match);
            requireEnd(json);
        } catch (MalformedJsonException e) {
            throw notJson(e.getMessage());
        } catch (JsonException e) {
            throw wrongType(payload, e);
        }
        return match;
    }

    // A text that is not JSON is rejected as such, also where a wrong type comes before the fault: else the reason
    // would
    // depend on the order of fields. Nobody waits for a reject, so a second look is affordable.
    private static MatchRejectedException wrongType(byte[] payload, JsonException wrongType)
            throws MatchRejectedException {
        try {
            JsonScanner json = new JsonScanner(payload);
            json.skipValue();
            requireEnd(json);
        } catch (MalformedJsonException e) {
            return notJson(e.getMessage());
        }
        return new MatchRejectedException(RejectReason.WRONG_TYPE, wrongType.getMessage());
    }

    private static void requireEnd(JsonScanner json) throws MalformedJsonException, MatchRejectedException {
        if (!json.atEnd()) {
            json.peek();
            throw notJson("more than one JSON value in the record");
        }
    }

    private static MatchRejectedException notJson(String detail) {
        return new MatchRejectedException(RejectReason.NOT_JSON, "Cannot read match as JSON: " + detail);
    }
}
