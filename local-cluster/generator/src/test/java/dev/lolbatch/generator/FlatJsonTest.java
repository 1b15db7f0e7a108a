package dev.lolbatch.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlatJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate DAY = LocalDate.parse("2026-01-13");
    private static final List<GeneratedMatch> MATCHES = new MatchGenerator(GeneratorSettings.onDates(5, 300, DAY, DAY))
            .matches()
            .toList();

    @Test
    void hasTheFieldsOfTheFlatForm() throws IOException {
        for (GeneratedMatch match : MATCHES) {
            JsonNode flat = JSON.readTree(match.toFlatJson());
            assertThat(names(flat)).containsExactly("match_id", "timestamp", "duration", "participants");
            assertThat(flat.get("match_id").asText()).isEqualTo(match.matchId());
            assertThat(flat.get("participants")).hasSize(match.participants().size());
            flat.get("participants").forEach(participant -> assertThat(names(participant))
                    .containsExactly(
                            "summoner_name",
                            "champion_name",
                            "position",
                            "team_id",
                            "win",
                            "kills",
                            "deaths",
                            "assists",
                            "kda",
                            "gold_earned",
                            "total_damage",
                            "cs",
                            "vision_score"));
        }
    }

    @Test
    void producersWriteTimestampsInMillisecondsOrSeconds() throws IOException {
        Set<Boolean> inSeconds = new HashSet<>();
        for (GeneratedMatch match : MATCHES) {
            long timestamp = JSON.readTree(match.toFlatJson()).get("timestamp").asLong();
            long millis = match.start().toEpochMilli();
            assertThat(timestamp).isIn(millis, millis / 1000);
            inSeconds.add(timestamp < 1_000_000_000_000L);
        }
        assertThat(inSeconds).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void producersCallPositionsByDifferentNames() throws IOException {
        Set<String> positions = new HashSet<>();
        for (GeneratedMatch match : MATCHES) {
            JSON.readTree(match.toFlatJson())
                    .get("participants")
                    .forEach(participant ->
                            positions.add(participant.get("position").asText()));
        }
        assertThat(positions).contains("", "MIDDLE", "mid", "MID", "adc", "BOT", "SUP", "support", "JGL", "Top");
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
