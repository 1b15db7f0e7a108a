package dev.lolbatch.generator;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The shape of Match-V5, as Riot's own files have it. */
class MatchV5JsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aRiftMatchIsAsLargeAsARealOne() {
        generate("2026-01-13")
                .filter(match -> match.queue().mode() == Queue.Mode.RIFT && !match.remake())
                .forEach(match -> assertThat(match.toMatchV5Json()).hasSizeBetween(60_000, 80_000));
    }

    @Test
    void hasTheFieldsOfARealMatch() throws IOException {
        // Given
        GeneratedMatch match = first("2025-12-01", Queue.RANKED_SOLO);

        // When
        JsonNode info = JSON.readTree(match.toMatchV5Json()).get("info");

        // Then
        assertThat(names(info))
                .containsExactly(
                        "endOfGameResult",
                        "gameCreation",
                        "gameDuration",
                        "gameEndTimestamp",
                        "gameId",
                        "gameMode",
                        "gameName",
                        "gameStartTimestamp",
                        "gameType",
                        "gameVersion",
                        "mapId",
                        "participants",
                        "platformId",
                        "queueId",
                        "teams",
                        "tournamentCode");
        for (JsonNode participant : info.get("participants")) {
            assertThat(names(participant)).hasSize(144);
            assertThat(names(participant.get("challenges"))).hasSizeBetween(115, 135);
            assertThat(names(participant.get("missions"))).hasSize(12);
            assertThat(participant.get("perks").get("styles").get(0).get("selections"))
                    .hasSize(4);
            assertThat(participant.get("perks").get("styles").get(1).get("selections"))
                    .hasSize(2);
        }
        for (JsonNode team : info.get("teams")) {
            assertThat(names(team)).containsExactly("bans", "feats", "objectives", "teamId", "win");
            assertThat(team.get("bans")).hasSize(5);
            assertThat(names(team.get("objectives")))
                    .containsExactly(
                            "atakhan", "baron", "champion", "dragon", "horde", "inhibitor", "riftHerald", "tower");
        }
    }

    @Test
    void theFieldsThatReadersNeedHaveTheirTypes() throws IOException {
        // Given
        GeneratedMatch match = first("2025-12-01", Queue.RANKED_SOLO);

        // When
        JsonNode document = JSON.readTree(match.toMatchV5Json());

        // Then
        assertThat(document.get("metadata").get("matchId").isTextual()).isTrue();
        JsonNode info = document.get("info");
        assertThat(info.get("gameDuration").isIntegralNumber()).isTrue();
        assertThat(info.get("gameStartTimestamp").isIntegralNumber()).isTrue();
        assertThat(info.get("gameEndTimestamp").isIntegralNumber()).isTrue();
        for (JsonNode participant : info.get("participants")) {
            for (String name : List.of("puuid", "championName", "teamPosition", "summonerName", "riotIdGameName")) {
                assertThat(participant.get(name).isTextual()).as(name).isTrue();
            }
            for (String name : List.of(
                    "championId",
                    "teamId",
                    "kills",
                    "deaths",
                    "assists",
                    "goldEarned",
                    "totalDamageDealtToChampions",
                    "totalMinionsKilled",
                    "neutralMinionsKilled",
                    "visionScore",
                    "playerSubteamId")) {
                assertThat(participant.get(name).isIntegralNumber()).as(name).isTrue();
            }
            for (String name : List.of("win", "gameEndedInEarlySurrender", "firstBloodKill")) {
                assertThat(participant.get(name).isBoolean()).as(name).isTrue();
            }
        }
    }

    @Test
    void playersAndChampionsOfAMatchAreDistinct() throws IOException {
        for (GeneratedMatch match : generate("2026-01-13").toList()) {
            JsonNode participants =
                    JSON.readTree(match.toMatchV5Json()).get("info").get("participants");
            Set<String> puuids = new HashSet<>();
            Set<Integer> champions = new HashSet<>();
            participants.forEach(participant -> {
                puuids.add(participant.get("puuid").asText());
                champions.add(participant.get("championId").asInt());
            });
            assertThat(puuids).hasSize(participants.size());
            assertThat(champions).hasSize(participants.size());
        }
    }

    @Test
    void theSumsOfATeamAddUp() throws IOException {
        JsonNode info = JSON.readTree(first("2026-01-13", Queue.RANKED_SOLO).toMatchV5Json())
                .get("info");
        for (JsonNode team : info.get("teams")) {
            int kills = StreamSupport.stream(info.get("participants").spliterator(), false)
                    .filter(participant -> participant.get("teamId").equals(team.get("teamId")))
                    .mapToInt(participant -> participant.get("kills").asInt())
                    .sum();
            assertThat(team.get("objectives").get("champion").get("kills").asInt())
                    .isEqualTo(kills);
        }
        for (JsonNode participant : info.get("participants")) {
            assertThat(participant.get("totalDamageDealtToChampions").asInt())
                    .isEqualTo(participant.get("physicalDamageDealtToChampions").asInt()
                            + participant.get("magicDamageDealtToChampions").asInt()
                            + participant.get("trueDamageDealtToChampions").asInt());
        }
    }

    @Test
    void aRiftTeamPlaysFivePositionsEvenInARemake() throws IOException {
        GeneratedMatch remake = generate("2026-01-13", GeneratedMatch::remake)
                .filter(match -> match.queue().mode() == Queue.Mode.RIFT)
                .findFirst()
                .orElseThrow();
        JsonNode info = JSON.readTree(remake.toMatchV5Json()).get("info");
        assertThat(info.get("gameDuration").asInt()).isLessThan(300);
        assertThat(texts(info.get("participants"), "gameEndedInEarlySurrender")).containsOnly("true");
        assertThat(texts(info.get("participants"), "teamPosition"))
                .containsExactly(
                        "TOP", "JUNGLE", "MIDDLE", "BOTTOM", "UTILITY", "TOP", "JUNGLE", "MIDDLE", "BOTTOM", "UTILITY");
    }

    @Test
    void arenaHasTeamsOfTwoAndNoPositions() throws IOException {
        // Given
        List<GeneratedMatch> arenas = generate("2026-01-13", match -> match.queue() == Queue.ARENA)
                .limit(40)
                .toList();

        // Then
        assertThat(arenas).extracting(match -> match.participants().size()).contains(16, 18);
        for (GeneratedMatch arena : arenas) {
            JsonNode info = JSON.readTree(arena.toMatchV5Json()).get("info");
            assertThat(info.get("gameMode").asText()).isEqualTo("CHERRY");
            assertThat(texts(info.get("participants"), "teamPosition")).containsOnly("");
            assertThat(new TreeSet<>(texts(info.get("participants"), "playerSubteamId")))
                    .hasSize(info.get("participants").size() / 2);
            assertThat(texts(info.get("teams"), "teamId")).containsExactly("100", "0");
        }
    }

    @Test
    void aramHasNoPositions() throws IOException {
        JsonNode info =
                JSON.readTree(first("2026-01-13", Queue.ARAM).toMatchV5Json()).get("info");
        assertThat(info.get("gameMode").asText()).isEqualTo("ARAM");
        assertThat(texts(info.get("participants"), "teamPosition")).containsOnly("");
    }

    @Test
    void before1120ADurationIsInMillisecondsAndTheEndIsMissing() throws IOException {
        GeneratedMatch match = first("2021-05-01", Queue.RANKED_SOLO);
        JsonNode info = JSON.readTree(match.toMatchV5Json()).get("info");
        assertThat(info.get("gameVersion").asText()).startsWith("11.9.");
        assertThat(info.has("gameEndTimestamp")).isFalse();
        assertThat(info.get("gameDuration").asInt() / 1000).isEqualTo(match.durationSeconds());
        assertThat(info.get("participants").get(0).has("riotIdTagline")).isFalse();
        assertThat(info.get("participants").get(0).get("summonerName").asText()).isNotEmpty();
    }

    @Test
    void summonerNamesAreEmptySinceSeason15AndRiotIdsAreThere() throws IOException {
        JsonNode old = participants(first("2024-04-03", Queue.RANKED_SOLO));
        assertThat(texts(old, "summonerName")).doesNotContain("");
        assertThat(texts(old, "riotIdTagline")).doesNotContain("");

        JsonNode recent = participants(first("2025-04-03", Queue.RANKED_SOLO));
        assertThat(texts(recent, "summonerName")).containsOnly("");
        assertThat(texts(recent, "riotIdGameName")).doesNotContain("");
    }

    @Test
    void rankedMatchesOf124HaveNoPositions() throws IOException {
        GeneratedMatch match = first("2022-02-22", Queue.RANKED_SOLO);
        assertThat(match.patch()).hasToString("12.4");
        assertThat(texts(participants(match), "teamPosition")).containsOnly("");
    }

    @Test
    void namesAreOfSeveralScripts() {
        Set<Character.UnicodeScript> scripts = generate("2026-01-13")
                .flatMap(match -> match.participants().stream())
                .flatMapToInt(participant -> participant.player().gameName().codePoints())
                .mapToObj(Character.UnicodeScript::of)
                .collect(toCollection(HashSet::new));
        assertThat(scripts)
                .contains(
                        Character.UnicodeScript.LATIN,
                        Character.UnicodeScript.HANGUL,
                        Character.UnicodeScript.HAN,
                        Character.UnicodeScript.CYRILLIC,
                        Character.UnicodeScript.ARABIC,
                        Character.UnicodeScript.THAI);
    }

    private static JsonNode participants(GeneratedMatch match) throws IOException {
        return JSON.readTree(match.toMatchV5Json()).get("info").get("participants");
    }

    private static GeneratedMatch first(String date, Queue queue) {
        return generate(date, match -> match.queue() == queue && match.ending() == Ending.NEXUS_DESTROYED)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<GeneratedMatch> generate(String date) {
        return generate(date, match -> true).limit(100);
    }

    private static Stream<GeneratedMatch> generate(String date, Predicate<GeneratedMatch> filter) {
        LocalDate day = LocalDate.parse(date);
        return new MatchGenerator(GeneratorSettings.onDates(20260113, 3000, day, day))
                .matches()
                .filter(filter);
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static List<String> texts(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(node -> node.get(field).asText())
                .toList();
    }
}
