package dev.lolbatch.job;

import static dev.lolbatch.job.Rows.dataset;
import static dev.lolbatch.job.Rows.row;
import static dev.lolbatch.job.Rows.select;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class MatchClockTest {
    @Test
    void readsMillisecondsAsUtc(SparkSession spark) {
        // Given a Saturday's last millisecond, the Sunday after it, and a Tuesday
        Dataset<Row> rows = dataset(
                spark,
                "match_timestamp BIGINT",
                row(ms("2026-01-10T23:59:59.999Z")),
                row(ms("2026-01-11T00:00:00Z")),
                row(ms("2026-01-13T11:51:47.999Z")));

        // When
        Dataset<Row> result = MatchClock.withMatchClock(rows);

        // Then
        assertThat(select(result, "match_hour", "match_day_of_week", "is_weekend"))
                .containsExactlyInAnyOrder(row(23, 7, true), row(0, 1, true), row(11, 3, false));
    }

    @Test
    void doesNotDependOnTheSessionsTimeZone(SparkSession spark) {
        // Given
        SparkSession elsewhere = spark.newSession();
        elsewhere.conf().set("spark.sql.session.timeZone", "Pacific/Auckland");
        Dataset<Row> rows = dataset(elsewhere, "match_timestamp BIGINT", row(ms("2026-01-13T11:51:47.999Z")));

        // When
        List<Row> result = select(MatchClock.withMatchClock(rows), "match_hour", "match_day_of_week");

        // Then
        assertThat(result).containsExactly(row(11, 3));
    }

    private static long ms(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
