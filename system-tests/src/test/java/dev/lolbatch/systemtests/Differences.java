package dev.lolbatch.systemtests;

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
