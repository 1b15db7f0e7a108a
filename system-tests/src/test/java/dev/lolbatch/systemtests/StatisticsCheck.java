package dev.lolbatch.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lolbatch.systemtests.oracle.ExpectedStatistics;
import dev.lolbatch.systemtests.oracle.ExpectedStatistics.Subject;
import dev.lolbatch.systemtests.oracle.Question;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks for statistics over REST, and says where an answer is another than it must be. */
final class StatisticsCheck {
    /** The lists of pages, and what tells their rows from each other. */
    private static final Map<String, String> SPLITS =
            Map.of("positions", "position", "champions", "champion_name", "patches", "patch", "days", "date");

    private final RestClient orchestrator;
    private final ExpectedStatistics expected;
    private final Instant began;

    /** @param began before the runs that have published */
    StatisticsCheck(RestClient orchestrator, ExpectedStatistics expected, Instant began) {
        this.orchestrator = orchestrator;
        this.expected = expected;
        this.began = began;
    }

    /** Of the rows, each figure of them, their order, and what they stand on. */
    List<String> differencesOfRows(Subject subject, Question question) throws IOException {
        String path = "/stats/" + subject.path() + question;
        List<Map<String, Object>> rows = expected.rows(subject, question);
        Map<String, Object> answer = orchestrator.found(path);
        List<String> differences = new ArrayList<>(Differences.ofRow(
                path,
                Map.of("count", (long) rows.size(), "basis", expected.basis(question)),
                Map.of("count", answer.get("count"), "basis", basis(answer))));
        differences.addAll(Differences.inOrder(path, subject.column(), rows, rows(answer, subject.path())));
        return differences;
    }

    /** Of the page of each champion or position with a game in question, and of each row of what it is split by. */
    List<String> differencesOfPages(Subject subject, Question question) throws IOException {
        List<String> differences = new ArrayList<>();
        for (Map<String, Object> row : expected.rows(subject, question)) {
            differences.addAll(differencesOfPage(subject, (String) row.get(subject.column()), question));
        }
        return differences;
    }

    private List<String> differencesOfPage(Subject subject, String name, Question question) throws IOException {
        String path = "/stats/" + subject.path() + "/" + RestClient.pathSegment(name) + question;
        Map<String, Object> page = expected.page(subject, name, question);
        Map<String, Object> answer = orchestrator.found(path);
        answer.put("basis", basis(answer));
        List<String> differences = new ArrayList<>();
        SPLITS.forEach((list, key) -> {
            if (page.containsKey(list) && answer.containsKey(list)) {
                differences.addAll(
                        Differences.inOrder(path + " " + list, key, takeRows(page, list), takeRows(answer, list)));
            }
        });
        differences.addAll(Differences.ofRow(path, page, answer));
        return differences;
    }

    /** With the views by their names; the rest of them cannot be known before. */
    private Map<String, Object> basis(Map<String, Object> answer) {
        @SuppressWarnings("unchecked")
        Map<String, Object> basis = new LinkedHashMap<>((Map<String, Object>) answer.get("basis"));
        List<Map<String, Object>> views = rows(basis, "views");
        assertThat(views)
                .allSatisfy(view -> assertThat(view).containsOnlyKeys("view", "run_id", "snapshot_id", "published_at"))
                .allSatisfy(view -> assertThat(published(view)).isAfter(began));
        assertThat(published(basis))
                .isEqualTo(views.stream()
                        .map(StatisticsCheck::published)
                        .max(Instant::compareTo)
                        .orElseThrow());
        basis.remove("published_at");
        basis.put("views", views.stream().map(view -> view.get("view")).toList());
        return basis;
    }

    private static Instant published(Map<String, Object> what) {
        return Instant.parse((String) what.get("published_at"));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Map<String, Object> answer, String list) {
        return (List<Map<String, Object>>) answer.get(list);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> takeRows(Map<String, Object> answer, String list) {
        return (List<Map<String, Object>>) answer.remove(list);
    }
}
