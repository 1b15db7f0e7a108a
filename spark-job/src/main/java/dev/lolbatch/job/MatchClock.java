package dev.lolbatch.job;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.dayofweek;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The UTC hour and weekday of a match, by arithmetic on its milliseconds, so that no session's time zone matters. */
final class MatchClock {
    private static final long HOUR_MS = 3_600_000L;
    private static final int HOURS_OF_A_DAY = 24;

    private MatchClock() {}

    /** Adds {@code match_hour} (0 to 23), {@code match_day_of_week} (1 = Sunday to 7) and {@code is_weekend}. */
    static Dataset<Row> withMatchClock(Dataset<Row> rows) {
        Column hours = call_function("div", col("match_timestamp"), lit(HOUR_MS));
        Column days = call_function("div", hours, lit(HOURS_OF_A_DAY)).cast("int");
        Column dayOfWeek = dayofweek(date_from_unix_date(days));
        return rows.withColumn("match_hour", hours.mod(HOURS_OF_A_DAY).cast("int"))
                .withColumn("match_day_of_week", dayOfWeek)
                .withColumn("is_weekend", dayOfWeek.isin(1, 7));
    }
}
