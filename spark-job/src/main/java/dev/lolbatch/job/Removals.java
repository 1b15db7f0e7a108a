package dev.lolbatch.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Marks the rows that do not count, and why, instead of dropping them at once: one pass over the lake then gives the rows,
 * the exact count of each reason, and the rows that an earlier run may have written and this one must take back.
 */
final class Removals {
    /** Null for a row that counts, else the reason. */
    static final String REMOVED_BY = "removed_by";

    /** The reason of a row that a newer record of the same match replaces. */
    static final String DUPLICATE = "duplicate";

    private Removals() {}

    /**
     * Adds {@code removed_by}: of each match of a date only the newest record's rows count, by (ingestion_timestamp,
     * kafka_partition, kafka_offset); a record wins whole, since ids of one player differ between records. Then the rules.
     */
    static Dataset<Row> withRemovedBy(Dataset<Row> lake) {
        Column record = struct(col("ingestion_timestamp"), col("kafka_partition"), col("kafka_offset"));
        Column newest = max(record).over(Window.partitionBy("match_date", "match_id"));
        return lake.withColumn("newest_record", newest)
                .withColumn(REMOVED_BY, when(record.notEqual(col("newest_record")), lit(DUPLICATE)))
                .withColumn(REMOVED_BY, coalesce(col(REMOVED_BY), firstRule()))
                .drop("newest_record");
    }

    /** The rows that count, without {@code removed_by}. */
    static Dataset<Row> filterKept(Dataset<Row> rows) {
        return rows.where(col(REMOVED_BY).isNull()).drop(REMOVED_BY);
    }

    /**
     * The keys (match_date, match_id, participant_id) of rows that were removed and that no counting row has: an earlier
     * run may have written them, when the record that replaces them had not come yet.
     */
    static Dataset<Row> filterVanished(Dataset<Row> rows) {
        Column counting = max(when(col(REMOVED_BY).isNull(), lit(true)));
        return rows.where(RemovalRule.MISSING_MATCH_ID.applies().equalTo(false))
                .groupBy("match_date", "match_id", "participant_id")
                .agg(counting.as("counting"))
                .where(col("counting").isNull())
                .drop("counting");
    }

    private static Column firstRule() {
        Column first = lit(null).cast("string");
        RemovalRule[] rules = RemovalRule.values();
        for (int i = rules.length - 1; i >= 0; i--) {
            first = when(rules[i].applies(), lit(rules[i].label())).otherwise(first);
        }
        return first;
    }
}
