package dev.lolbatch.job;

import com.datastax.oss.driver.api.core.data.TupleValue;
import dev.lolbatch.job.oracle.Oracle;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Every figure of the job beside the oracle's, in both directions: none missing, none too many, none different. */
final class Comparison {
    private static final String ALL = "all";

    private final Oracle oracle;
    private final StoredStatistics stored;

    Comparison(Oracle oracle, StoredStatistics stored) {
        this.oracle = oracle;
        this.stored = stored;
    }

    /**
     * A line per difference, by table, key and column.
     *
     * @param snapshots the snapshot that the last run of each date has read
     * @param newest the snapshot that the last run of all has read
     */
    List<String> differences(Map<LocalDate, Long> snapshots, long newest) {
        List<String> differences = new ArrayList<>();
        differences.addAll(between(
                "match_participants",
                List.of("match_date", "match_id", "participant_id"),
                oracle.rows("participants"),
                stored.table("match_participants")));
        differences.addAll(between(
                "view_cube",
                List.of("view_name", "part", "queue_id", "position", "champion_name"),
                oracle.rows("view_cube"),
                stored.activeRows("view_cube")));
        differences.addAll(between(
                "view_matches",
                List.of("view_name", "part", "queue_id"),
                oracle.rows("view_matches"),
                stored.activeRows("view_matches")));
        differences.addAll(
                between("view_versions", List.of("view_name"), expectedVersions(snapshots, newest), storedVersions()));
        differences.addAll(between(
                "champion_stats",
                List.of("champion_name"),
                oracle.rows("champion_stats"),
                withoutLastUpdated("champion_stats")));
        differences.addAll(between(
                "position_stats",
                List.of("position"),
                oracle.rows("position_stats"),
                withoutLastUpdated("position_stats")));
        return differences;
    }

    private List<Map<String, Object>> withoutLastUpdated(String table) {
        List<Map<String, Object>> rows = stored.table(table);
        rows.forEach(row -> Objects.requireNonNull(row.remove("last_updated"), "last_updated"));
        return rows;
    }

    private List<Map<String, Object>> expectedVersions(Map<LocalDate, Long> snapshots, long newest) {
        Map<String, Map<String, Object>> versions = new TreeMap<>();
        snapshots.forEach((date, snapshot) -> versions.put(date.toString(), version(date.toString(), snapshot)));
        for (Map<String, Object> read : oracle.rows("rows_read")) {
            versions.get(read.get("match_date").toString()).put("rows_read", read.get("rows_read"));
        }
        for (Map<String, Object> removed : oracle.rows("rows_removed")) {
            counts(versions.get(removed.get("match_date").toString()), "rows_removed")
                    .put((String) removed.get("removed_by"), removed.get("row_count"));
        }
        for (Map<String, Object> range : oracle.rows("offsets")) {
            counts(versions.get(range.get("match_date").toString()), "offsets")
                    .put(range.get("kafka_partition").toString(), List.of(range.get("first"), range.get("last")));
        }
        versions.put(ALL, version(ALL, newest));
        return List.copyOf(versions.values());
    }

    private Map<String, Object> version(String view, long snapshot) {
        Predicate<Map<String, Object>> counted = row -> row.get("view_name").equals(view)
                && (!view.equals(ALL) || row.get("part").equals("*"));
        Map<String, Object> version = new HashMap<>();
        version.put("view_name", view);
        version.put("snapshot_id", snapshot);
        version.put("rows_read", null);
        version.put("rows_removed", new HashMap<>());
        version.put("offsets", new HashMap<>());
        version.put("participants", total("view_cube", "games", counted));
        version.put("matches", total("view_matches", "matches", counted));
        return version;
    }

    private long total(String view, String column, Predicate<Map<String, Object>> counted) {
        return oracle.rows(view).stream()
                .filter(counted)
                .mapToLong(row -> (long) row.get(column))
                .sum();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> counts(Map<String, Object> version, String column) {
        return (Map<String, Object>) version.get(column);
    }

    private List<Map<String, Object>> storedVersions() {
        List<Map<String, Object>> versions = new ArrayList<>();
        stored.activeVersions().forEach((view, stored) -> {
            Map<String, Object> version = new HashMap<>(stored);
            version.keySet()
                    .retainAll(Set.of(
                            "view_name",
                            "snapshot_id",
                            "rows_read",
                            "rows_removed",
                            "offsets",
                            "participants",
                            "matches"));
            Map<String, Object> offsets = new HashMap<>();
            counts(version, "offsets").forEach((partition, range) -> {
                TupleValue ends = (TupleValue) range;
                offsets.put(
                        partition.substring(partition.lastIndexOf('/') + 1), List.of(ends.getLong(0), ends.getLong(1)));
            });
            version.put("offsets", offsets);
            versions.add(version);
        });
        return versions;
    }

    private static List<String> between(
            String table, List<String> key, List<Map<String, Object>> expected, List<Map<String, Object>> found) {
        Map<List<Object>, Map<String, Object>> foundByKey = byKey(table, key, found);
        Map<List<Object>, Map<String, Object>> expectedByKey = byKey(table, key, expected);
        List<String> differences = new ArrayList<>();
        if (expectedByKey.isEmpty()) {
            differences.add(table + ": nothing is expected, so that nothing is compared");
        }
        expectedByKey.forEach((rowKey, row) -> {
            if (foundByKey.containsKey(rowKey)) {
                differences.addAll(ofRow(table + rowKey, row, foundByKey.get(rowKey)));
            } else {
                differences.add(table + rowKey + ": missing");
            }
        });
        foundByKey.keySet().stream()
                .filter(rowKey -> !expectedByKey.containsKey(rowKey))
                .forEach(rowKey -> differences.add(table + rowKey + ": not expected"));
        return differences;
    }

    private static Map<List<Object>, Map<String, Object>> byKey(
            String table, List<String> key, List<Map<String, Object>> rows) {
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> key.stream().map(row::get).toList(),
                        row -> row,
                        (one, other) -> {
                            throw new IllegalStateException(
                                    "Cannot compare " + table + ": two rows have the key of " + one);
                        },
                        LinkedHashMap::new));
    }

    private static List<String> ofRow(String row, Map<String, Object> expected, Map<String, Object> found) {
        Set<String> columns = new LinkedHashSet<>(expected.keySet());
        columns.addAll(found.keySet());
        return columns.stream()
                .filter(column -> !Objects.equals(expected.get(column), found.get(column)))
                .map(column ->
                        row + ": " + column + " should be " + expected.get(column) + " and is " + found.get(column))
                .toList();
    }
}
