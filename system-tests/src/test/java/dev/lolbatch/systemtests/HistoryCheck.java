package dev.lolbatch.systemtests;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.lolbatch.systemtests.oracle.ExpectedTables;
import dev.lolbatch.systemtests.oracle.Question;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Asks for matches, participants and features over REST, and says where an answer is another than it must be. */
final class HistoryCheck {
    /** Small enough that there are several. */
    private static final int PAGE = 100;

    private static final CsvMapper CSV = new CsvMapper();

    private final RestClient orchestrator;
    private final ExpectedTables expected;

    HistoryCheck(RestClient orchestrator, ExpectedTables expected) {
        this.orchestrator = orchestrator;
        this.expected = expected;
    }

    /** Of each match, with all its players. */
    List<String> differencesOfMatches() throws IOException {
        Collection<Map<String, Object>> all = expected.participants(Question.ALL);
        Set<String> paths = all.stream().map(HistoryCheck::path).collect(toSet());
        List<Map<String, Object>> found = new ArrayList<>();
        for (String path : paths) {
            Map<String, Object> match = orchestrator.found(path);
            assertThat(path(match)).isEqualTo(path);
            found.addAll(participants(match));
        }
        return Differences.between(byKey(all, HistoryCheck::inJson), byKey(found, HistoryCheck::inJson));
    }

    private static String path(Map<String, Object> match) {
        return "/matches/" + match.get("match_date") + "/" + RestClient.pathSegment((String) match.get("match_id"));
    }

    /** Of those in question, from the first page to the last. */
    List<String> differencesOfParticipants(Question question) throws IOException {
        Collection<Map<String, Object>> wanted = expected.participants(question);
        List<Map<String, Object>> found = new ArrayList<>();
        Question asked = question.with("limit", PAGE);
        Map<String, Object> page = orchestrator.found("/participants" + asked);
        found.addAll(participants(page));
        while (page.containsKey("next_cursor")) {
            page = orchestrator.found("/participants" + asked.with("cursor", page.get("next_cursor")));
            found.addAll(participants(page));
            assertThat(found).as("%s has an end", asked).hasSizeLessThanOrEqualTo(wanted.size());
        }
        return Differences.between(byKey(wanted, HistoryCheck::inJson), byKey(found, HistoryCheck::inJson)).stream()
                .map(difference -> "/participants" + question + " " + difference)
                .toList();
    }

    /** Of a date's features as CSV. */
    List<String> differencesOfFeatures(LocalDate date) throws IOException {
        String text = orchestrator.foundText("/features?date=" + date);
        List<Map<String, Object>> found;
        try (MappingIterator<Map<String, Object>> lines = CSV.readerForMapOf(Object.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(text)) {
            found = lines.readAll();
        }
        return Differences.between(
                byKey(expected.participants(Question.ALL.with("date", date)), Object::toString),
                byKey(found, Object::toString));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> participants(Map<String, Object> answer) {
        return (List<Map<String, Object>>) answer.get("participants");
    }

    /** Each must be there once. */
    private static Map<List<Object>, Map<String, Object>> byKey(
            Collection<Map<String, Object>> rows, Function<Object, Object> form) {
        return rows.stream()
                .map(row -> formed(row, form))
                .collect(toMap(
                        row -> List.of(row.get("match_date"), row.get("match_id"), row.get("participant_id")),
                        row -> row));
    }

    /** Without empty texts, which CSV cannot tell from what is absent. */
    private static Map<String, Object> formed(Map<String, Object> row, Function<Object, Object> form) {
        Map<String, Object> formed = new TreeMap<>();
        row.forEach((column, value) -> {
            if (!value.equals("")) {
                formed.put(column, form.apply(value));
            }
        });
        return formed;
    }

    /** As {@link RestClient} reads it: whole numbers are longs, and dates and instants are texts. */
    private static Object inJson(Object value) {
        if (value instanceof Integer whole) {
            return whole.longValue();
        }
        return value instanceof Long || value instanceof BigDecimal || value instanceof Boolean
                ? value
                : value.toString();
    }
}
