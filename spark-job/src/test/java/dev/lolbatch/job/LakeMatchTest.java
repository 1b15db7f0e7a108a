package dev.lolbatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LakeMatchTest {
    private static final Instant EARLY = Instant.parse("2026-01-13T10:00:00Z");
    private static final Instant LATE = Instant.parse("2026-01-13T11:00:00Z");

    @Test
    void theNewestRecordOfAMatchWinsWhole() {
        // Given three records of one match; the newest knows only one of the players, by another id
        LakeMatch match = match(
                record("a", EARLY, 2, 50),
                record("b", EARLY, 2, 50),
                record("puuid-a", LATE, 0, 8),
                record("a", LATE, 0, 7),
                record("b", LATE, 0, 7));

        // Then
        assertThat(keptOf(match)).containsExactly("puuid-a");
        assertThat(match.removed()).isEqualTo(Map.of(RemovalRule.DUPLICATE, 4L));
    }

    @Test
    void partitionAndThenOffsetDecideWithinOneInstant() {
        // Given
        LakeMatch match = match(record("a", EARLY, 1, 900), record("b", EARLY, 2, 4), record("c", EARLY, 2, 3));

        // Then
        assertThat(keptOf(match)).containsExactly("b");
    }

    @Test
    void aRecordThatWinsMayHaveNoRowThatCounts() {
        // Given
        LakeMatch match =
                match(record("a", EARLY, 0, 1), record("a", LATE, 0, 2).with("gold_earned", 0));

        // Then
        assertThat(match.kept()).isEmpty();
        assertThat(match.removed()).isEqualTo(Map.of(RemovalRule.DUPLICATE, 1L, RemovalRule.INVALID_GOLD, 1L));
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource({
        "match_id,'',MISSING_MATCH_ID",
        "match_id,' ',MISSING_MATCH_ID",
        "summoner_name,,MISSING_SUMMONER",
        "summoner_name,' ',MISSING_SUMMONER",
        "participant_id,'',MISSING_SUMMONER",
        "champion_name,,MISSING_CHAMPION",
        "champion_name,'',MISSING_CHAMPION"
    })
    void blankTextsRemoveARow(String column, String value, RemovalRule rule) {
        assertThat(RemovalRule.firstOf(
                        record("a", EARLY, 0, 1).with(column, value).added()))
                .contains(rule);
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource({
        "kills,-1,INVALID_KILLS",
        "kills,,INVALID_KILLS",
        "kills,0,",
        "deaths,-1,INVALID_DEATHS",
        "deaths,0,",
        "assists,-1,INVALID_ASSISTS",
        "assists,0,",
        "gold_earned,0,INVALID_GOLD",
        "gold_earned,1,",
        "match_duration,0,INVALID_DURATION",
        "match_duration,,INVALID_DURATION",
        "match_duration,1,"
    })
    void impossibleNumbersRemoveARow(String column, Integer value, RemovalRule rule) {
        assertThat(RemovalRule.firstOf(
                                record("a", EARLY, 0, 1).with(column, value).added())
                        .orElse(null))
                .isEqualTo(rule);
    }

    @Test
    void theFirstRuleIsTheOneThatIsCounted() {
        // Given
        LakeRow bad = record("a", EARLY, 0, 1)
                .with("summoner_name", null)
                .with("champion_name", null)
                .with("kills", -1)
                .with("gold_earned", 0);

        // Then
        assertThat(match(bad).removed()).isEqualTo(Map.of(RemovalRule.MISSING_SUMMONER, 1L));
        assertThat(RemovalRule.MISSING_SUMMONER.label()).isEqualTo("missing_summoner");
    }

    @Test
    void keptRowsAreAsTheyCameAndThoseThatARuleRemovesHavePlayed() {
        // Given
        Row good = record("a", EARLY, 0, 1).added();
        Row bad = record("b", EARLY, 0, 1).with("gold_earned", 0).added();

        // When
        LakeMatch match = of(good, bad);

        // Then
        assertThat(match.kept()).containsExactly(good);
        assertThat(match.played()).containsExactly(good, bad);
        assertThat(match.id()).isEqualTo("M");
    }

    @Test
    void addedRowsTouchAMatchAndOthersMakeItKnown() {
        // Given
        LakeRow old = record("a", EARLY, 0, 1);
        LakeRow late = record("a", LATE, 0, 2);

        // Then
        assertThat(of(old.known())).returns(false, LakeMatch::isTouched).returns(true, LakeMatch::isKnown);
        assertThat(of(late.added())).returns(true, LakeMatch::isTouched).returns(false, LakeMatch::isKnown);
        assertThat(of(old.known(), late.added()))
                .returns(true, LakeMatch::isTouched)
                .returns(true, LakeMatch::isKnown);
        assertThat(of(late.known(), old.added()))
                .returns(true, LakeMatch::isTouched)
                .returns(true, LakeMatch::isKnown);
    }

    @Test
    void onlyRowsOfOneIdBelongToAMatch() {
        // Given
        LakeMatch.Builder match = new LakeMatch.Builder();
        Row row = record("a", EARLY, 0, 1).added();

        // Then
        assertThat(match.isOf(row)).isTrue();

        // When
        match.add(row);

        // Then
        assertThat(match.isOf(record("b", LATE, 0, 2).added())).isTrue();
        assertThat(match.isOf(LakeRow.of("N", "a", EARLY).added())).isFalse();
    }

    private static LakeMatch match(LakeRow... rows) {
        return of(Stream.of(rows).map(LakeRow::added).toArray(Row[]::new));
    }

    private static LakeMatch of(Row... rows) {
        LakeMatch.Builder match = new LakeMatch.Builder();
        Stream.of(rows).forEach(match::add);
        return match.build();
    }

    private static List<Object> keptOf(LakeMatch match) {
        return match.kept().stream()
                .map(row -> row.get(LakeColumns.index("participant_id")))
                .toList();
    }

    private static LakeRow record(String participantId, Instant at, int partition, long offset) {
        return LakeRow.of("M", participantId, EARLY)
                .with("ingestion_timestamp", at)
                .with("kafka_partition", partition)
                .with("kafka_offset", offset);
    }
}
