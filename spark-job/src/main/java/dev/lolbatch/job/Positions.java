package dev.lolbatch.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One name per position. Never null and never empty, since Cassandra takes no empty partition key. */
final class Positions {
    private Positions() {}

    /** Replaces {@code position}: upper case, aliases unified, {@code NONE} where the mode has no positions. */
    static Dataset<Row> withPosition(Dataset<Row> rows) {
        Column name = coalesce(upper(trim(col("position"))), lit(""));
        // INVALID is Match-V5's own word for a mode without positions.
        Column unified = when(name.isin("", "INVALID"), "NONE")
                .when(name.isin("MID"), "MIDDLE")
                .when(name.isin("BOT", "ADC"), "BOTTOM")
                .when(name.isin("SUPPORT", "SUP"), "UTILITY")
                .when(name.isin("JGL"), "JUNGLE")
                .otherwise(name);
        return rows.withColumn("position", unified);
    }
}
