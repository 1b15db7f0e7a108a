package dev.lolbatch.ingest.match;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchReaderTest {
    private static final long RECEIVED = Instant.parse("2026-01-14T00:00:00Z").toEpochMilli();

    private final MatchReader reader = new JsonMatchReader(1 << 20);

    @Test
    void readsEveryFieldOfMatchV5() throws MatchRejectedException {
        // Given
        String json =
                """
                {"metadata":{"dataVersion":"2","matchId":"EUW1_7","participants":["P1"]},
                 "info":{"endOfGameResult":"GameComplete","gameCreation":1768298390000,"gameDuration":1800,
                  "gameEndTimestamp":1768300210000,"gameId":7,"gameMode":"CLASSIC","gameStartTimestamp":1768298400000,
                  "gameVersion":"16.1.1.2","mapId":11,"platformId":"EUW1","queueId":420,"teams":[{"bans":[]}],
                  "participants":[{"puuid":"P1","riotIdGameName":"Ahri Fan","riotIdTagline":"EUW","summonerName":"",
                   "championName":"Ahri","championId":103,"teamPosition":"MIDDLE","teamId":100,"playerSubteamId":0,
                   "win":true,"kills":7,"deaths":2,"assists":9,"goldEarned":12345,"totalDamageDealtToChampions":23456,
                   "totalMinionsKilled":180,"neutralMinionsKilled":12,"visionScore":21,
                   "gameEndedInEarlySurrender":false,"challenges":{"kills":99,"kda":8.0},"perks":{"styles":[{}]}}]}}
                """;
        // When
        Match match = read(json);
        // Then
        Participant ahri = new Participant(
                "P1",
                "P1",
                "Ahri Fan#EUW",
                "Ahri",
                103,
                "MIDDLE",
                100,
                0,
                true,
                7,
                2,
                9,
                8.0,
                12345,
                23456,
                192,
                21,
                false);
        assertThat(match)
                .isEqualTo(new Match(
                        "EUW1_7",
                        1768298400000L,
                        1800,
                        "16.1.1.2",
                        420,
                        "CLASSIC",
                        "EUW1",
                        "GameComplete",
                        java.util.List.of(ahri)));
        assertThat(match.date()).isEqualTo(LocalDate.of(2026, 1, 13));
    }

    @Test
    void readsEveryFieldOfTheFlatForm() throws MatchRejectedException {
        // Given
        String json =
                """
                {"participants":[{"summoner_name":"Faker","champion_name":"Azir","position":"mid","team_id":200,
                  "win":false,"kills":1,"deaths":0,"assists":4,"kda":5.0,"gold_earned":9000,"total_damage":14000,
                  "cs":200,"vision_score":11}],
                 "duration":1500,"timestamp":1768298400000,"match_id":"KR_1","extra":{"deep":[1,{"x":null}]}}
                """;
        // When
        Match match = read(json);
        // Then
        Participant azir = new Participant(
                "Faker", null, "Faker", "Azir", null, "mid", 200, null, false, 1, 0, 4, 5.0, 9000, 14000, 200, 11,
                null);
        assertThat(match)
                .isEqualTo(
                        new Match("KR_1", 1768298400000L, 1500, null, null, null, null, null, java.util.List.of(azir)));
    }

    @Test
    void takesDurationAsMillisecondsWhereMatchV5HasNoEnd() throws MatchRejectedException {
        Match match = read(v5("\"gameDuration\":1800999,\"gameCreation\":1768298400000,\"participants\":[{}]"));

        assertThat(match.durationSeconds()).isEqualTo(1800);
        assertThat(match.timestampMillis()).isEqualTo(1768298400000L);
    }

    @Test
    void takesATimestampBelowTenToTheTwelfthAsSeconds() throws MatchRejectedException {
        Match match = read("{\"match_id\":\"A\",\"timestamp\":1768298400,\"participants\":[{}]}");

        assertThat(match.timestampMillis()).isEqualTo(1768298400000L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"summonerName\":\"Old\",\"riotIdGameName\":\"New\",\"riotIdTagline\":\"T\" | Old | New#T",
                "\"summonerName\":\"\",\"riotIdGameName\":\"New\",\"riotIdTagline\":\"T\" | New#T | New#T",
                "\"summonerName\":\"\",\"riotIdName\":\"Before\",\"riotIdTagline\":\"T\" | Before#T | Before#T",
                "\"summonerName\":\"\",\"riotIdGameName\":\"New\" | New | New",
                "\"summonerName\":\"Old\" | Old | Old",
                "\"puuid\":\"P\",\"summonerName\":\"Old\" | Old | P",
                "\"summonerName\":\"젠지 한별\" | 젠지 한별 | 젠지 한별",
            })
    void namesAParticipantByWhatItsPatchKnew(String fields, String name, String id) throws MatchRejectedException {
        Match match = read(v5("\"gameCreation\":1768298400000,\"participants\":[{" + fields + "}]"));

        assertThat(match.participants().get(0).summonerName()).isEqualTo(name);
        assertThat(match.participants().get(0).id()).isEqualTo(id);
    }

    @Test
    void makesIdsUniqueWithTheIndexWhereTheyAreEqualOrEmpty() throws MatchRejectedException {
        // Given
        String players =
                "{\"puuid\":\"BOT\"},{\"puuid\":\"P\"},{\"puuid\":\"BOT\"},{\"puuid\":\"\"},{\"puuid\":\"BOT#0\"}";
        // When
        Match match = read(v5("\"gameCreation\":1768298400000,\"participants\":[" + players + "]"));
        // Then
        assertThat(match.participants().stream().map(Participant::id))
                .containsExactly("BOT#0#0", "P", "BOT#2", "#3", "BOT#0");
    }

    @Test
    void toleratesNullsAndNumbersWhoseMeaningIsPlain() throws MatchRejectedException {
        // Given
        String player =
                "{\"kills\":\"7\",\"deaths\":2.0,\"assists\":null,\"goldEarned\":1.2e4,\"win\":null,\"puuid\":null}";
        // When
        Participant participant = read(v5("\"gameStartTimestamp\":\"1768298400000\",\"participants\":[" + player + "]"))
                .participants()
                .get(0);
        // Then
        assertThat(participant.kills()).isEqualTo(7);
        assertThat(participant.deaths()).isEqualTo(2);
        assertThat(participant.assists()).isNull();
        assertThat(participant.goldEarned()).isEqualTo(12000);
        assertThat(participant.kda()).isNull();
        assertThat(participant.win()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello | NOT_JSON | Cannot read match as JSON: Unrecognized token 'hello'",
                "'' | NOT_JSON | Cannot read match as JSON: the value is not a JSON object",
                "[] | NOT_JSON | Cannot read match as JSON: the value is not a JSON object",
                "{\"match_id\":\"A\" | NOT_JSON | Cannot read match as JSON: Unexpected end-of-input",
                "{} {} | NOT_JSON | Cannot read match as JSON: more than one JSON value in the record",
                "{} | NO_MATCH_ID | Cannot accept match: match_id is missing or empty",
                "{\"info\":{}} | NO_MATCH_ID | Cannot accept match: metadata.matchId is missing or empty",
                "{\"match_id\":\" \"} | NO_MATCH_ID | Cannot accept match: match_id is missing or empty",
                "{\"match_id\":5} | WRONG_TYPE | Cannot read field /match_id: found VALUE_NUMBER_INT, expected text",
                "{\"match_id\":\"A\"} | NO_TIMESTAMP | Cannot accept match: timestamp is missing",
                "{\"match_id\":\"A\",\"timestamp\":1768298400000} | NO_PARTICIPANTS |"
                        + " Cannot accept match: participants is missing or empty",
                "{\"match_id\":\"A\",\"timestamp\":1768298400000,\"participants\":[]} | NO_PARTICIPANTS |"
                        + " Cannot accept match: participants is missing or empty",
                "{\"match_id\":\"A\",\"timestamp\":1768298400000,\"participants\":[{\"kills\":\"many\"}]} | WRONG_TYPE |"
                        + " Cannot read field /participants/0/kills: found VALUE_STRING, expected a whole number",
                "{\"match_id\":\"A\",\"timestamp\":1768298400000,\"participants\":[{\"kills\":3000000000}]} | WRONG_TYPE |"
                        + " Cannot read field /participants/0/kills: found VALUE_NUMBER_INT, expected a whole number of"
                        + " 32 bits",
                "{\"match_id\":\"A\",\"timestamp\":1e999999999,\"participants\":[{}]} | WRONG_TYPE |"
                        + " Cannot read field /timestamp: found VALUE_NUMBER_FLOAT, expected a whole number",
                "{\"match_id\":\"A\",\"timestamp\":1256515200000,\"participants\":[{}]} | DATE_OUT_OF_RANGE |"
                        + " Cannot accept match: match date 2009-10-26 is before 2009-10-27",
                "{\"match_id\":\"A\",\"timestamp\":1768435200001,\"participants\":[{}]} | DATE_OUT_OF_RANGE |"
                        + " Cannot accept match: timestamp 2026-01-15T00:00:00.001Z is more than a day after its Kafka"
                        + " record's, 2026-01-14T00:00:00Z",
                "{\"match_id\":\"A\",\"timestamp\":9223372036854775807,\"participants\":[{}]} | DATE_OUT_OF_RANGE |"
                        + " Cannot accept match: timestamp 9223372036854775807 is no time of a match",
                // In milliseconds it would wrap around to 2026.
                "{\"match_id\":\"A\",\"timestamp\":-18446742305411152,\"participants\":[{}]} | DATE_OUT_OF_RANGE |"
                        + " Cannot accept match: timestamp -18446742305411152 is no time of a match",
            })
    void rejectsWhatCannotBeAMatch(String json, RejectReason reason, String message) {
        MatchRejectedException rejected = reject(json.getBytes(UTF_8));

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected).hasMessageStartingWith(message);
    }

    @Test
    void rejectsATombstone() {
        MatchRejectedException rejected = reject(null);

        assertThat(rejected.reason()).isEqualTo(RejectReason.NULL_VALUE);
        assertThat(rejected).hasMessage("Cannot read match: the record has no value");
    }

    @Test
    void rejectsWhatIsLargerThanAMatchMayBe() {
        MatchRejectedException rejected = reject(new byte[(1 << 20) + 1]);

        assertThat(rejected.reason()).isEqualTo(RejectReason.TOO_LARGE);
        assertThat(rejected)
                .hasMessage("Cannot read match: its 1048577 bytes are more than ingest.max-message-bytes, 1048576");
    }

    @Test
    void rejectsTheV4Schema() {
        MatchRejectedException rejected = reject(
                "{\"gameId\":4,\"platformId\":\"EUW1\",\"gameCreation\":1600000000000,\"participants\":[{\"teamId\":100}]}"
                        .getBytes(UTF_8));

        assertThat(rejected.reason()).isEqualTo(RejectReason.NO_MATCH_ID);
    }

    @Test
    void rejectsTextThatIsNotUtf8() {
        byte[] json = "{\"match_id\":\"A?\",\"timestamp\":1768298400000,\"participants\":[{}]}".getBytes(UTF_8);
        json[14] = (byte) 0xff;

        assertThat(reject(json).reason()).isEqualTo(RejectReason.NOT_JSON);
    }

    private Match read(String json) throws MatchRejectedException {
        return reader.read(json.getBytes(UTF_8), RECEIVED);
    }

    private MatchRejectedException reject(byte[] payload) {
        return catchThrowableOfType(MatchRejectedException.class, () -> reader.read(payload, RECEIVED));
    }

    private static String v5(String info) {
        return "{\"metadata\":{\"matchId\":\"EUW1_7\"},\"info\":{" + info + "}}";
    }
}
