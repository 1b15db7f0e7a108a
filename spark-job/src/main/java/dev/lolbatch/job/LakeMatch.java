package dev.lolbatch.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * What the lake has of one match of a date. Of its records only the newest counts, by (ingestion_timestamp, kafka_partition,
 * kafka_offset), and it wins whole, since ids of one player differ between records; of its rows those that no
 * {@link RemovalRule} applies to.
 */
final class LakeMatch {
    private static final int MATCH = LakeColumns.index("match_id");
    private static final int INGESTED = LakeColumns.index("ingestion_timestamp");
    private static final int PARTITION = LakeColumns.index("kafka_partition");
    private static final int OFFSET = LakeColumns.index("kafka_offset");
    private static final int ADDED = LakeColumns.index(LakeColumns.ADDED);
    private static final Comparator<Row> BY_RECORD = Comparator.comparing((Row row) -> (Instant) row.get(INGESTED))
            .thenComparingInt(row -> row.getInt(PARTITION))
            .thenComparingLong(row -> row.getLong(OFFSET));

    private final List<Row> played;
    private final List<Row> kept = new ArrayList<>();
    private final Map<RemovalRule, Long> removed = new EnumMap<>(RemovalRule.class);
    private final boolean isTouched;
    private final boolean isKnown;

    private LakeMatch(Builder read) {
        this.played = read.newest;
        this.isTouched = read.isTouched;
        this.isKnown = read.isKnown;
        if (read.duplicates > 0) {
            removed.put(RemovalRule.DUPLICATE, read.duplicates);
        }
        for (Row row : played) {
            RemovalRule.firstOf(row).ifPresentOrElse(rule -> removed.merge(rule, 1L, Long::sum), () -> kept.add(row));
        }
    }

    /** May be blank: then none of its rows count. */
    String id() {
        return played.get(0).getString(MATCH);
    }

    /** The rows of the newest record, those too that a rule removes. */
    List<Row> played() {
        return played;
    }

    /** The rows that count. */
    List<Row> kept() {
        return kept;
    }

    /** How many rows each rule removed; rules without a row are left out. */
    Map<RemovalRule, Long> removed() {
        return removed;
    }

    /** Whether a row was added since the date was last written. */
    boolean isTouched() {
        return isTouched;
    }

    /** Whether a row was there when the date was last written. */
    boolean isKnown() {
        return isKnown;
    }

    /** Takes the rows of one match in any order, and holds no more than one record of it, however often it was sent. */
    static final class Builder {
        private final List<Row> newest = new ArrayList<>();
        private long duplicates;
        private boolean isTouched;
        private boolean isKnown;

        /** Whether a row belongs to the match; the first one does. */
        boolean isOf(Row row) {
            return newest.isEmpty() || newest.get(0).getString(MATCH).equals(row.getString(MATCH));
        }

        /** @param row with {@link LakeColumns} */
        void add(Row row) {
            int age = newest.isEmpty() ? 0 : BY_RECORD.compare(row, newest.get(0));
            if (age > 0) {
                duplicates += newest.size();
                newest.clear();
            }
            if (age < 0) {
                duplicates++;
            } else {
                newest.add(row);
            }
            boolean isAdded = row.getBoolean(ADDED);
            isTouched |= isAdded;
            isKnown |= !isAdded;
        }

        /** Only after a row was added. */
        LakeMatch build() {
            return new LakeMatch(this);
        }
    }
}
