package dev.lolbatch.systemtests.oracle;

import static dev.lolbatch.systemtests.oracle.ExpectedTablesTest.matchV5;
import static dev.lolbatch.systemtests.oracle.ExpectedTablesTest.v5;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.lolbatch.systemtests.oracle.ExpectedStatistics.Subject;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle itself, against figures that were computed by hand. */
class ExpectedStatisticsTest {
    private static final long DAY = 24 * 60 * 60 * 1000L;

    /** Newcombe (1998), Table I, method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, 25.53, 36.62", "15, 148, 6.24, 16.05", "0, 20, 0.00, 16.11", "1, 29, 0.61, 17.18"})
    void winRatesHaveThePublishedIntervals(int wins, int games, String low, String high) {
        // Given
        String[] players = IntStream.range(0, games)
                .mapToObj(i -> v5("p" + i, "Vi", "TOP", 100, 0, 1, 1, 1, 9000, i < wins))
                .toArray(String[]::new);

        // When
        List<Map<String, Object>> rows =
                statistics(match("KR_1", 0, "16.1", players)).rows(Subject.CHAMPION, Question.ALL);

        // Then
        assertThat(rows).singleElement().satisfies(row -> assertThat(row)
                .contains(entry("win_rate_low", new BigDecimal(low)), entry("win_rate_high", new BigDecimal(high))));
    }

    @Test
    void aPageHasTheFiguresOfItsPositionsPatchesAndDays() {
        // Given: Vi in three of four matches, two patches and two days, whose order is not that of their letters
        ExpectedStatistics statistics = statistics(
                match("KR_1", 0, "16.9", v5("a", "Vi", "TOP", 100, 0, 1, 2, 2, 9000, false)),
                match("KR_2", 0, "16.9", v5("a", "Jax", "TOP", 100, 0, 1, 2, 2, 9000, true)),
                match("KR_3", DAY, "16.10", v5("a", "Vi", "JUNGLE", 100, 0, 4, 1, 2, 9000, true)),
                match("KR_4", DAY, "16.10", v5("a", "Vi", "TOP", 100, 0, 4, 1, 2, 9000, false)));

        // When
        Map<String, Object> page = statistics.page(Subject.CHAMPION, "Vi", Question.ALL);

        // Then
        assertThat(page)
                .contains(
                        entry("champion_name", "Vi"),
                        entry("games_played", 3L),
                        entry("wins", 1L),
                        entry("win_rate", new BigDecimal("33.33")),
                        entry("pick_rate", new BigDecimal("75.00")),
                        entry("avg_kills", new BigDecimal("3.00")),
                        entry(
                                "change",
                                Map.of(
                                        "patch",
                                        "16.10",
                                        "previous_patch",
                                        "16.9",
                                        "win_rate",
                                        new BigDecimal("50.00"),
                                        "pick_rate",
                                        new BigDecimal("50.00"),
                                        "previous_games_played",
                                        1L)),
                        entry(
                                "basis",
                                Map.of(
                                        "views",
                                        List.of("all"),
                                        "first_date",
                                        "2026-01-11",
                                        "last_date",
                                        "2026-01-12",
                                        "dates",
                                        2L,
                                        "matches",
                                        4L,
                                        "participants",
                                        3L)));
        assertThat(shown(page, "positions", "position")).containsExactly("TOP 2 50.00", "JUNGLE 1 25.00");
        assertThat(shown(page, "patches", "patch")).containsExactly("16.10 2 100.00", "16.9 1 50.00");
        assertThat(shown(page, "days", "date")).containsExactly("2026-01-12 2 100.00", "2026-01-11 1 50.00");
    }

    @Test
    void rowsAreThoseInQuestionInItsOrder() {
        // Given
        ExpectedStatistics statistics = statistics(match(
                "KR_1",
                0,
                "16.1",
                v5("a", "Vi", "TOP", 100, 0, 10, 1, 1, 9000, true),
                v5("b", "Jax", "TOP", 200, 0, 9, 1, 1, 9000, true),
                v5("c", "Lux", "MIDDLE", 100, 0, 9, 1, 1, 9000, true)));
        Question byKills = Question.ALL.with("sort", "avg_kills");

        // Then
        assertThat(statistics.rows(Subject.CHAMPION, byKills))
                .extracting(row -> row.get("champion_name"))
                .containsExactly("Vi", "Jax", "Lux");
        assertThat(statistics.rows(
                        Subject.CHAMPION, byKills.with("order", "asc").with("limit", 2)))
                .extracting(row -> row.get("champion_name"))
                .containsExactly("Jax", "Lux");
        assertThat(statistics.rows(
                        Subject.CHAMPION, byKills.with("position", "TOP").with("date", "2026-01-11")))
                .hasSize(2);
        assertThat(statistics.rows(Subject.POSITION, byKills.with("min_games", 2)))
                .extracting(row -> row.get("position"))
                .containsExactly("TOP");
        for (Question nothing : List.of(
                byKills.with("patch", "16.2"), byKills.with("queue", 450), byKills.with("from", "2026-01-12"))) {
            assertThat(statistics.rows(Subject.CHAMPION, nothing)).isEmpty();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> shown(Map<String, Object> page, String list, String name) {
        return ((List<Map<String, Object>>) page.get(list))
                .stream()
                        .map(row -> row.get(name) + " " + row.get("games_played") + " " + row.get("pick_rate"))
                        .toList();
    }

    private static ExpectedStatistics statistics(String... matches) {
        return ExpectedStatistics.of(ExpectedTables.of(Arrays.stream(matches)
                .map(json -> new TopicRecord(0, 0, 0, json))
                .toList()));
    }

    private static String match(String id, long later, String patch, String... players) {
        return matchV5(id, "\"gameDuration\":1800,\"gameEndTimestamp\":1768177739000", players)
                .replace("\"gameVersion\":\"16.1.", "\"gameVersion\":\"" + patch + ".")
                .replace("1768175999999", Long.toString(1_768_175_999_999L + later));
    }
}
