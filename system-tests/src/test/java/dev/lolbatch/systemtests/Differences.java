package dev.lolbatch.systemtests;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Compares thousands of rows and says what differs, by key and column, in lines that people can read. */
final class Differences {
    private Differences() {}

    static <K> List<String> between(Map<K, Map<String, Object>> expected, Map<K, Map<String, Object>> actual) {
        List<String> differences = new ArrayList<>();
        expected.forEach((key, row) -> {
            Map<String, Object> found = actual.get(key);
            if (found == null) {
                differences.add(key + ": missing");
            } else {
                differences.addAll(ofRow(key.toString(), row, found));
            }
        });
        actual.keySet().stream()
                .filter(key -> !expected.containsKey(key))
                .forEach(key -> differences.add(key + ": not expected"));
        return differences;
    }

    /**
     * Of rows whose order counts too.
     *
     * @param of what they are of, before each difference
     * @param key name of the column that tells a row from the others
     */
    static List<String> inOrder(
            String of, String key, List<Map<String, Object>> expected, List<Map<String, Object>> actual) {
        List<String> differences = new ArrayList<>(between(byKey(of, key, expected), byKey(of, key, actual)));
        List<Object> order = expected.stream().map(row -> row.get(key)).toList();
        List<Object> found = actual.stream().map(row -> row.get(key)).toList();
        if (!found.equals(order)) {
            differences.add("%s: the order should be %s and is %s".formatted(of, order, found));
        }
        return differences;
    }

    private static Map<String, Map<String, Object>> byKey(String of, String key, List<Map<String, Object>> rows) {
        return rows.stream().collect(toMap(row -> of + " " + row.get(key), row -> row));
    }

    static List<String> ofRow(String key, Map<String, Object> expected, Map<String, Object> actual) {
        Set<String> columns = new LinkedHashSet<>(expected.keySet());
        columns.addAll(actual.keySet());
        return columns.stream()
                .filter(column -> !Objects.equals(expected.get(column), actual.get(column)))
                .map(column -> "%s: %s should be %s and is %s"
                        .formatted(key, column, expected.get(column), actual.get(column)))
                .toList();
    }
}
