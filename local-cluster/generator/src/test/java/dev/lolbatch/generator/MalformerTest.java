package dev.lolbatch.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MalformerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate DAY = LocalDate.parse("2026-01-13");

    private final GeneratedMatch match = new MatchGenerator(GeneratorSettings.onDates(5, 1, DAY, DAY)).match(0);

    @ParameterizedTest
    @EnumSource(
            value = Defect.class,
            names = {"NOT_JSON", "TRUNCATED"})
    void isNoJson(Defect defect) {
        assertThatThrownBy(() -> read(defect)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void aTombstoneHasNoValue() {
        assertThat(new Malformer().message(match, Defect.NULL_VALUE).payload()).isEmpty();
    }

    @Test
    void missesWhatItsDefectNames() throws IOException {
        assertThat(read(Defect.NO_MATCH_ID).has("match_id")).isFalse();
        assertThat(read(Defect.NO_MATCH_ID).get("participants")).isNotEmpty();
        JsonNode withoutTime = read(Defect.NO_TIMESTAMP).get("info");
        assertThat(withoutTime.has("gameStartTimestamp")).isFalse();
        assertThat(withoutTime.has("gameCreation")).isFalse();
        assertThat(withoutTime.has("gameEndTimestamp")).isFalse();
        assertThat(withoutTime.get("participants")).isNotEmpty();
        assertThat(read(Defect.NO_PARTICIPANTS).get("info").get("participants")).isEmpty();
        assertThat(read(Defect.NO_PARTICIPANTS).get("info").get("gameDuration").asInt())
                .isZero();
        assertThat(read(Defect.WRONG_TYPE)
                        .get("participants")
                        .get(0)
                        .get("kills")
                        .isObject())
                .isTrue();
    }

    @Test
    void isOfADateThatCannotBe() throws IOException {
        assertThat(read(Defect.FUTURE_DATE)
                        .get("info")
                        .get("gameStartTimestamp")
                        .asLong())
                .isEqualTo(4_083_998_400_000L);
        assertThat(read(Defect.BEFORE_LAUNCH).get("timestamp").asLong()).isIn(1_256_601_599_000L, 1_256_601_599L);
    }

    @Test
    void matchV4HasNoMetadataAndStatsApart() throws IOException {
        JsonNode old = read(Defect.V4_SCHEMA);
        assertThat(old.has("metadata")).isFalse();
        assertThat(old.get("participants").get(0).get("stats").has("kills")).isTrue();
        assertThat(old.get("participantIdentities"))
                .hasSize(match.participants().size());
    }

    private JsonNode read(Defect defect) throws IOException {
        return JSON.readTree(
                new Malformer().message(match, defect).payload().orElseThrow().bytes());
    }
}
