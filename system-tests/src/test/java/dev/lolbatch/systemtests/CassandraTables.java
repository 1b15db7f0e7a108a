package dev.lolbatch.systemtests;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.lolbatch.cluster.LocalCluster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads whole tables of the keyspace {@code lol_data}. */
final class CassandraTables implements AutoCloseable {
    private final CqlSession session;

    CassandraTables(LocalCluster cluster) {
        session = CqlSession.builder()
                .addContactPoint(cluster.cassandraAddress())
                .withLocalDatacenter(cluster.cassandraDatacenter())
                .withKeyspace("lol_data")
                .build();
    }

    /** All rows by column name, without the columns that have no value. */
    List<Map<String, Object>> rows(String table) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Row row : session.execute("SELECT * FROM " + table)) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (ColumnDefinition column : row.getColumnDefinitions()) {
                if (!row.isNull(column.getName())) {
                    values.put(column.getName().asInternal(), row.getObject(column.getName()));
                }
            }
            rows.add(values);
        }
        return rows;
    }

    @Override
    public void close() {
        session.close();
    }
}
