package dev.lolbatch.systemtests;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.lolbatch.systemtests.oracle.ExpectedStatistics;
import dev.lolbatch.systemtests.oracle.ExpectedStatistics.Subject;
import dev.lolbatch.systemtests.oracle.ExpectedTables;
import dev.lolbatch.systemtests.oracle.Question;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What can be asked of statistics, with values that the tables have. */
final class Questions {
    private static final String RANKED_SOLO = "420";

    private final ExpectedTables expected;

    Questions(ExpectedTables expected) {
        this.expected = expected;
    }

    /** Each value of each filter alone, and with each of some values of the others. */
    List<Question> ofFilters() {
        List<Question> byMatch = with("queue", List.of(RANKED_SOLO), with("patch", values("patch"), ofDates()));
        List<Object> played = mostFrequent("position", "champion_name");
        List<Question> together =
                with("champion", played.subList(1, 2), with("position", played.subList(0, 1), byMatch));
        return Stream.of(
                        together,
                        with("queue", values("queue_id"), List.of(Question.ALL)),
                        with("position", values("position"), List.of(Question.ALL)))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** For all champions or positions, and for one by every filter. */
    List<Question> ofPages(Subject subject) {
        return ofFilters().stream()
                .filter(question ->
                        question.equals(Question.ALL) || question.parameters().containsKey(subject.parameter()))
                .toList();
    }

    /** A player, a champion and a position, alone and together, on all dates and on some. */
    List<Question> ofParticipants() {
        List<Question> questions = new ArrayList<>();
        for (Question dates : ofDates()) {
            List<Object> played = mostFrequent("position", "champion_name");
            List<Object> player = mostFrequent("summoner_name", "champion_name");
            questions.addAll(with("champion", played.subList(1, 2), List.of(dates.with("position", played.get(0)))));
            questions.add(dates.with("champion", played.get(1)));
            questions.addAll(with("champion", player.subList(1, 2), List.of(dates.with("summoner", player.get(0)))));
        }
        return questions;
    }

    /** Every figure, from both ends, of all rows and of the first of those with some games. */
    List<Question> ofOrders() {
        return ExpectedStatistics.sorts().stream()
                .flatMap(sort -> Stream.of("asc", "desc")
                        .map(order -> Question.ALL.with("sort", sort).with("order", order)))
                .flatMap(all -> Stream.of(all, all.with("min_games", 5).with("limit", 4)))
                .toList();
    }

    /** All dates, each of them, and ranges with one end and with both. */
    private List<Question> ofDates() {
        List<Object> dates = values("match_date");
        Question since = Question.ALL.with("from", dates.get(1));
        return Stream.concat(
                        dates.stream().map(date -> Question.ALL.with("date", date)),
                        Stream.of(
                                Question.ALL,
                                since,
                                since.with("to", dates.get(2)),
                                Question.ALL.with("to", dates.get(1))))
                .toList();
    }

    private static List<Question> with(String name, List<Object> values, List<Question> questions) {
        return questions.stream()
                .flatMap(question ->
                        Stream.concat(Stream.of(question), values.stream().map(value -> question.with(name, value))))
                .toList();
    }

    /** Distinct ones in order. */
    private List<Object> values(String column) {
        return participants().stream()
                .map(row -> row.get(column))
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    /** The values of these columns that are together most often, of games with positions. */
    private List<Object> mostFrequent(String... columns) {
        return participants().stream()
                .filter(row -> !row.get("position").equals("NONE"))
                .collect(groupingBy(row -> Stream.of(columns).map(row::get).toList(), counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private Collection<Map<String, Object>> participants() {
        return expected.participants().values();
    }
}
