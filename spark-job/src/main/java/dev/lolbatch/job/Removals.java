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
 * Marks the rows that do not count, and why, instead of dropping them: one pass over the lake then gives the rows, the exact
 * count of each reason, and the matches that an earlier run may have written and this one must take back.
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

    /** A column's value in the newest record of a match, whether or not a rule removes the row; else null. */
    static Column played(Column value) {
        return when(coalesce(col(REMOVED_BY), lit("")).notEqual(DUPLICATE), value);
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
