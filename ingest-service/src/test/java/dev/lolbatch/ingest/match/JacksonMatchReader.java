package dev.lolbatch.ingest.match;

import static dev.lolbatch.ingest.match.JacksonFields.bool;
import static dev.lolbatch.ingest.match.JacksonFields.float64;
import static dev.lolbatch.ingest.match.JacksonFields.int32;
import static dev.lolbatch.ingest.match.JacksonFields.int64;
import static dev.lolbatch.ingest.match.JacksonFields.text;
import static dev.lolbatch.ingest.match.JacksonFields.wrongType;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The reader's oracle: another reader of the same two forms, upon a JSON parser that others wrote. What is not JSON is
 * found before anything else is judged.
 *
 * <p>Jackson is held to what it does not ask by itself: UTF-8 and nothing else, well-formed (it takes overlong forms and
 * surrogates), no half of a surrogate pair in escapes (it takes them in values, not in names); and numbers and names of
 * any length are JSON.
 */
final class JacksonMatchReader implements MatchReader {
    private final JsonFactory json = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private final int maxBytes;

    JacksonMatchReader(int maxBytes) {
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
        requireJson(payload);
        MatchBuilder match = new MatchBuilder();
        try (JsonParser parser = json.createParser(payload)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw notJson("the value is not a JSON object");
            }
            readDocument(parser, match);
            if (parser.nextToken() != null) {
                throw notJson("more than one JSON value in the record");
            }
        } catch (JsonProcessingException e) {
            throw notJson(e.getOriginalMessage());
        } catch (IOException e) {
            // Bytes in memory do not fail to be read; Jackson reports encodings that it cannot decode this way.
            throw notJson(e.getMessage());
        }
        return match.build(recordTimestampMillis);
    }

    private void requireJson(byte[] payload) throws MatchRejectedException {
        try (JsonParser parser = json.createParser(payload)) {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(payload));
            int values = 0;
            while (parser.nextToken() != null) {
                // Strings are decoded, and so checked, when they are asked for.
                if (!UTF_8.newEncoder().canEncode(parser.getText())) {
                    throw notJson("half of a surrogate pair");
                }
                values += parser.getParsingContext().inRoot() ? 1 : 0;
            }
            if (values > 1) {
                throw notJson("more than one JSON value in the record");
            }
        } catch (IOException e) {
            throw notJson(e.getMessage());
        }
    }

    private static MatchRejectedException notJson(String detail) {
        return new MatchRejectedException(RejectReason.NOT_JSON, "Cannot read match as JSON: " + detail);
    }

    private static void readDocument(JsonParser json, MatchBuilder match) throws IOException, MatchRejectedException {
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "metadata" -> readMetadata(json, match);
                case "info" -> readInfo(json, match);
                case "match_id" -> match.flatId = text(json);
                case "timestamp" -> match.flatTimestamp = int64(json);
                case "duration" -> match.flatDuration = int32(json);
                case "participants" -> match.flatParticipants = readParticipants(json, JacksonMatchReader::readFlat);
                default -> json.skipChildren();
            }
        }
    }

    private static void readMetadata(JsonParser json, MatchBuilder match) throws IOException, MatchRejectedException {
        if (!enterObject(json)) {
            return;
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            if (field.equals("matchId")) {
                match.v5Id = text(json);
            } else {
                json.skipChildren();
            }
        }
    }

    private static void readInfo(JsonParser json, MatchBuilder match) throws IOException, MatchRejectedException {
        if (!enterObject(json)) {
            return;
        }
        match.v5 = true;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "gameStartTimestamp" -> match.gameStart = int64(json);
                case "gameCreation" -> match.gameCreation = int64(json);
                case "gameEndTimestamp" -> match.gameEnd = int64(json);
                case "gameDuration" -> match.gameDuration = int64(json);
                case "gameVersion" -> match.gameVersion = text(json);
                case "queueId" -> match.queueId = int32(json);
                case "gameMode" -> match.gameMode = text(json);
                case "platformId" -> match.platformId = text(json);
                case "endOfGameResult" -> match.endOfGameResult = text(json);
                case "participants" -> match.v5Participants = readParticipants(json, JacksonMatchReader::readV5);
                default -> json.skipChildren();
            }
        }
    }

    @FunctionalInterface
    private interface ParticipantReader {
        void read(JsonParser json, String field, ParticipantBuilder participant)
                throws IOException, MatchRejectedException;
    }

    private static List<ParticipantBuilder> readParticipants(JsonParser json, ParticipantReader reader)
            throws IOException, MatchRejectedException {
        List<ParticipantBuilder> participants = new ArrayList<>(10);
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return participants;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw wrongType(json, "an array of participants");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw wrongType(json, "a participant");
            }
            ParticipantBuilder participant = new ParticipantBuilder();
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                reader.read(json, field, participant);
            }
            participants.add(participant);
        }
        return participants;
    }

    private static void readV5(JsonParser json, String field, ParticipantBuilder p)
            throws IOException, MatchRejectedException {
        switch (field) {
            case "puuid" -> p.puuid = text(json);
            case "riotIdGameName" -> p.gameName = text(json);
            case "riotIdName" -> p.oldGameName = text(json);
            case "riotIdTagline" -> p.tagLine = text(json);
            case "summonerName" -> p.summonerName = text(json);
            case "championName" -> p.championName = text(json);
            case "championId" -> p.championId = int32(json);
            case "teamPosition" -> p.position = text(json);
            case "teamId" -> p.teamId = int32(json);
            case "playerSubteamId" -> p.subteamId = int32(json);
            case "win" -> p.win = bool(json);
            case "kills" -> p.kills = int32(json);
            case "deaths" -> p.deaths = int32(json);
            case "assists" -> p.assists = int32(json);
            case "goldEarned" -> p.goldEarned = int32(json);
            case "totalDamageDealtToChampions" -> p.totalDamage = int32(json);
            case "totalMinionsKilled" -> p.minions = int32(json);
            case "neutralMinionsKilled" -> p.neutralMinions = int32(json);
            case "visionScore" -> p.visionScore = int32(json);
            case "gameEndedInEarlySurrender" -> p.earlySurrender = bool(json);
            default -> json.skipChildren();
        }
    }

    private static void readFlat(JsonParser json, String field, ParticipantBuilder p)
            throws IOException, MatchRejectedException {
        switch (field) {
            case "summoner_name" -> p.summonerName = text(json);
            case "champion_name" -> p.championName = text(json);
            case "position" -> p.position = text(json);
            case "team_id" -> p.teamId = int32(json);
            case "win" -> p.win = bool(json);
            case "kills" -> p.kills = int32(json);
            case "deaths" -> p.deaths = int32(json);
            case "assists" -> p.assists = int32(json);
            case "kda" -> p.kda = float64(json);
            case "gold_earned" -> p.goldEarned = int32(json);
            case "total_damage" -> p.totalDamage = int32(json);
            case "cs" -> p.cs = int32(json);
            case "vision_score" -> p.visionScore = int32(json);
            default -> json.skipChildren();
        }
    }

    // null stands for absent, as everywhere in the records that producers send.
    private static boolean enterObject(JsonParser json) throws IOException, MatchRejectedException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return false;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw wrongType(json, "an object");
        }
        return true;
    }
}
