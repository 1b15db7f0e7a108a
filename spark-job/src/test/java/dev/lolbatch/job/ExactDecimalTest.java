package dev.lolbatch.job;

import static dev.lolbatch.job.Rows.dataset;
import static dev.lolbatch.job.Rows.decimal;
import static dev.lolbatch.job.Rows.row;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalSpark.class)
class ExactDecimalTest {
    private static final String FRACTION = "n BIGINT, d BIGINT";

    @Test
    void roundsHalfAwayFromZero(SparkSession spark) {
        // Given
        Dataset<Row> fractions = dataset(
                spark,
                FRACTION,
                row(1L, 8L),
                row(-1L, 8L),
                row(1L, 3L),
                row(-1L, 3L),
                row(2L, 3L),
                row(0L, 7L),
                row(5L, 1L));

        // When
        List<Row> quotients =
                fractions.select(ExactDecimal.quotient(col("n"), col("d"))).collectAsList();

        // Then
        assertThat(quotients)
                .containsExactly(
                        row(decimal("0.13")),
                        row(decimal("-0.13")),
                        row(decimal("0.33")),
                        row(decimal("-0.33")),
                        row(decimal("0.67")),
                        row(decimal("0.00")),
                        row(decimal("5.00")));
    }

    @Test
    void doesNotRoundTwice(SparkSession spark) {
        // Given 0.00499999975: six places first would make it 0.005, and then 0.01
        Dataset<Row> fraction = dataset(spark, FRACTION, row(19_999_999L, 4_000_000_000L));

        // When
        Row quotient =
                fraction.select(ExactDecimal.quotient(col("n"), col("d"))).first();

        // Then
        assertThat(quotient).isEqualTo(row(decimal("0.00")));
    }

    @Test
    void equalsBigDecimalOnRandomFractions(SparkSession spark) {
        // Given
        Random random = new Random(20260113);
        List<Row> fractions = IntStream.range(0, 2_000)
                .mapToObj(i -> row(random.nextLong(-5_000_000, 5_000_000), 1 + random.nextLong(4_000)))
                .toList();

        // When
        List<Row> quotients = spark.createDataFrame(fractions, StructType.fromDDL(FRACTION))
                .select(col("n"), col("d"), ExactDecimal.quotient(col("n"), col("d")))
                .collectAsList();

        // Then
        assertThat(quotients).hasSize(2_000).allSatisfy(row -> assertThat(row.getDecimal(2))
                .isEqualTo(BigDecimal.valueOf(row.getLong(0))
                        .divide(BigDecimal.valueOf(row.getLong(1)), 2, RoundingMode.HALF_UP)));
    }

    @Test
    void isNullWhereTheNumeratorIsNull(SparkSession spark) {
        // Given
        Dataset<Row> fraction = dataset(spark, FRACTION, row(null, 3L));

        // When
        Row quotient =
                fraction.select(ExactDecimal.quotient(col("n"), col("d"))).first();

        // Then
        assertThat(quotient).isEqualTo(row((Object) null));
    }

    @Test
    void holdsTheLargestPerMinute(SparkSession spark) {
        // Given the largest int of gold in a match of one second
        Dataset<Row> fraction = dataset(spark, FRACTION, row(Integer.MAX_VALUE * 60L, 1L));

        // When
        Row quotient =
                fraction.select(ExactDecimal.quotient(col("n"), col("d"))).first();

        // Then
        assertThat(quotient).isEqualTo(row(decimal("128849018820.00")));
    }
}
