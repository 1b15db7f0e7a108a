package dev.lolbatch.job;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of the rows that were read.
 *
 * @param read rows of the asked dates in the lake
 * @param removed rows that do not count, by reason; reasons without a row are left out
 */
record ReadCounts(long read, Map<String, Long> removed) {
    ReadCounts {
        removed = Map.copyOf(removed);
    }

    /** Counts rows that have {@code removed_by}; one pass. */
    static ReadCounts of(Dataset<Row> rows) {
        List<Row> counts = rows.groupBy(col(Removals.REMOVED_BY)).count().collectAsList();
        long read = 0;
        Map<String, Long> removed = new TreeMap<>();
        for (Row row : counts) {
            read += row.getLong(1);
            if (!row.isNullAt(0)) {
                removed.put(row.getString(0), row.getLong(1));
            }
        }
        return new ReadCounts(read, removed);
    }

    /** Rows that count. */
    long kept() {
        return read - removed.values().stream().mapToLong(Long::longValue).sum();
    }
}
