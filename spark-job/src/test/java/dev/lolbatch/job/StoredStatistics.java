package dev.lolbatch.job;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What readers of Cassandra find, by the protocol of the views: pointer, version, rows. Rows are maps by column. */
final class StoredStatistics {
    private final CqlSession session;
    private final String keyspace;

    StoredStatistics(CqlSession session, String keyspace) {
        this.session = session;
        this.keyspace = keyspace;
    }

    /** All rows of a table. */
    List<Map<String, Object>> table(String table) {
        return rows("SELECT * FROM " + keyspace + "." + table);
    }

    /** The active version of each view, by the view's name. */
    Map<String, Map<String, Object>> activeVersions() {
        Map<String, Map<String, Object>> versions = new LinkedHashMap<>();
        for (Map<String, Object> pointer :
                rows("SELECT view_name, run_id FROM " + keyspace + ".active_views WHERE scope = 'views'")) {
            List<Map<String, Object>> version = rows(
                    "SELECT * FROM " + keyspace + ".view_versions WHERE view_name = ? AND run_id = ?",
                    pointer.get("view_name"),
                    pointer.get("run_id"));
            versions.put((String) pointer.get("view_name"), version.get(0));
        }
        return versions;
    }

    /** The rows of the active versions in {@code view_cube} or {@code view_matches}, without the version's name. */
    List<Map<String, Object>> activeRows(String table) {
        List<Map<String, Object>> rows = new ArrayList<>();
        activeVersions().forEach((view, version) -> parts(version)
                .forEach((part, owner) -> rows.addAll(rows(
                        "SELECT * FROM " + keyspace + "." + table + " WHERE view_name = ? AND run_id = ? AND part = ?",
                        view,
                        owner,
                        part))));
        rows.forEach(row -> row.remove("run_id"));
        return rows;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> parts(Map<String, Object> version) {
        return (Map<String, String>) version.get("parts");
    }

    private List<Map<String, Object>> rows(String statement, Object... values) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Row row : session.execute(SimpleStatement.newInstance(statement, values))) {
            Map<String, Object> columns = new LinkedHashMap<>();
            for (ColumnDefinition column : row.getColumnDefinitions()) {
                columns.put(column.getName().asInternal(), row.getObject(column.getName()));
            }
            rows.add(columns);
        }
        return rows;
    }
}
