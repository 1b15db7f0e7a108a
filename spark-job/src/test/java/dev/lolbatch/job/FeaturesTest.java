package dev.lolbatch.job;

import static dev.lolbatch.job.Rows.decimal;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeaturesTest {
    private static final Instant START = Instant.parse("2026-01-13T11:51:47.999Z");

    private final Features features = new Features(ChampionNames.load());

    @ParameterizedTest(name = "{0}/{1}/{2} {3}: {4} {5}")
    @CsvSource({
        "7,0,5,12.0,12.00,12.00",
        "7,3,3,3.335,3.34,3.33",
        "0,0,0,0.0,0.00,0.00",
        "1,8,0,2.675,2.68,0.13",
        "1,1,1,NaN,,2.00",
        "1,1,1,,,2.00"
    })
    void kdaDividesByDeathsUnlessThereAreNone(
            int kills, int deaths, int assists, Double came, BigDecimal kda, BigDecimal calculated) {
        // Given
        LakeRow row = row().with("kills", kills)
                .with("deaths", deaths)
                .with("assists", assists)
                .with("kda", came);

        // When / Then
        assertThat(values(row, "kda", "kda_calculated")).containsExactly(kda, calculated);
    }

    @Test
    void ratesArePerMinuteOfTheDuration() {
        // Given
        LakeRow usual = row().with("gold_earned", 12_345)
                .with("total_damage", 20_001)
                .with("cs", 187)
                .with("match_duration", 1_801);
        LakeRow odd = row().with("gold_earned", Integer.MAX_VALUE)
                .with("total_damage", -1)
                .with("cs", null)
                .with("match_duration", 7);

        // When / Then
        assertThat(values(usual, "gold_per_minute", "damage_per_minute", "cs_per_minute"))
                .containsExactly(decimal("411.27"), decimal("666.33"), decimal("6.23"));
        assertThat(values(odd, "gold_per_minute", "damage_per_minute", "cs_per_minute"))
                .containsExactly(decimal("18407002688.57"), decimal("-8.57"), null);
    }

    @Test
    void killParticipationIsATenthOfTakedowns() {
        assertThat(values(row().with("kills", 3).with("assists", 14), "kill_participation"))
                .containsExactly(decimal("1.70"));
        assertThat(values(row().with("kills", 0).with("assists", 0), "kill_participation"))
                .containsExactly(decimal("0.00"));
    }

    @Test
    void teamKillParticipationIsOfTheTeam() {
        // When
        List<Object> shares = teamShares(
                member(100, null, 4, 2), member(100, 0, 2, 1), member(200, 0, 0, 0), member(null, null, 2, 0));

        // Then
        assertThat(shares).containsExactly(decimal("1.00"), decimal("0.50"), decimal("0.00"), decimal("1.00"));
    }

    @Test
    void aTeamsKillsAreThoseOfItsRemovedPlayersToo() {
        // Given rows that a rule removes, with and without kills, and others of an older record
        List<Object> shares = teamShares(
                member(100, null, 8, 0).with("kafka_offset", 0L),
                member(100, null, 1, 0),
                member(100, null, 3, 0).with("gold_earned", 0),
                member(100, null, -3, 0),
                member(100, null, 0, 0).with("kills", null),
                member(200, 2, 1, 1),
                member(100, 2, 3, 0).with("champion_name", null));

        // Then
        assertThat(shares).containsExactly(decimal("0.25"), decimal("0.50"));
    }

    @Test
    void arenaTeamsAreSubteams() {
        // Given subteams that cross the two team ids, and share numbers with them
        List<Object> shares = teamShares(
                member(100, 1, 3, 1),
                member(200, 1, 1, 2),
                member(100, 2, 5, 0),
                member(100, 100, 2, 0),
                member(100, 0, 7, 0));

        // Then
        assertThat(shares)
                .containsExactly(decimal("1.00"), decimal("0.75"), decimal("1.00"), decimal("1.00"), decimal("1.00"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"15.13.691.9951,15.13", "14.7,14.7", "preseason,", "v15.1,", "15,", "'',", ","})
    void patchIsTheFirstTwoNumbersOfTheVersion(String version, String patch) {
        assertThat(values(row().with("game_version", version), "patch")).containsExactly(patch);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"true,true", "false,false", ",false"})
    void remakeIsWhatTheProducerCallsEarlySurrender(Boolean came, boolean remake) {
        assertThat(values(row().with("early_surrender", came).with("match_duration", 5), "remake"))
                .containsExactly(remake);
    }

    @Test
    void namesAreUnifiedAndTheRestIsAsItCame() {
        // Given
        LakeRow row = row().with("champion_name", "FiddleSticks")
                .with("position", "sup")
                .with("queue_id", 420);

        // When / Then
        assertThat(values(
                        row,
                        "match_date",
                        "match_id",
                        "champion_name",
                        "position",
                        "queue_id",
                        "puuid",
                        "match_hour",
                        "match_day_of_week",
                        "is_weekend"))
                .containsExactly(
                        LocalDate.parse("2026-01-13"), "M", "Fiddlesticks", "UTILITY", 420, null, 11, 3, false);
    }

    @Test
    void everyColumnOfTheTableIsSet() {
        // Given a row without a null
        LakeRow row = row();
        for (String column : LakeRow.SCHEMA.fieldNames()) {
            row = switch (column) {
                case "subteam_id", "champion_id", "queue_id" -> row.with(column, 1);
                case "puuid", "game_mode", "platform_id", "end_of_game_result" -> row.with(column, "x");
                case "game_version" -> row.with(column, "15.1");
                default -> row;
            };
        }

        // When
        Participant participant = participants(row).get(0);

        // Then
        assertThat(ParticipantColumns.ALL)
                .allSatisfy(column -> assertThat(participant.value(ParticipantColumns.index(column)))
                        .as(column)
                        .isNotNull());
    }

    private List<Object> values(LakeRow row, String... columns) {
        Participant participant = participants(row).get(0);
        return Arrays.stream(columns)
                .map(column -> participant.value(ParticipantColumns.index(column)))
                .toList();
    }

    private List<Object> teamShares(LakeRow... members) {
        return participants(members).stream()
                .map(participant -> participant.value(ParticipantColumns.index("team_kill_participation")))
                .toList();
    }

    private List<Participant> participants(LakeRow... rows) {
        LakeMatch.Builder match = new LakeMatch.Builder();
        Stream.of(rows).map(LakeRow::added).forEach(match::add);
        return features.of(match.build());
    }

    private static LakeRow row() {
        return LakeRow.of("M", "ann", START);
    }

    private static LakeRow member(Integer team, Integer subteam, int kills, int assists) {
        return row().with("team_id", team)
                .with("subteam_id", subteam)
                .with("kills", kills)
                .with("assists", assists);
    }
}
