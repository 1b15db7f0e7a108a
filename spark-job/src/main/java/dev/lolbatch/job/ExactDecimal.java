package dev.lolbatch.job;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Quotients of whole numbers as decimals of scale 2, rounded HALF_UP once.
 *
 * <p>Spark's own decimal division rounds at a scale of its choice first, so that rounding it again to 2 can be wrong by one
 * hundredth; this stays within whole numbers instead.
 */
final class ExactDecimal {
    /** What every feature is stored as; at most 18 digits, which Spark keeps in a long. */
    static final DataType SCALE_2 = DataTypes.createDecimalType(18, 2);

    private static final BigDecimal HUNDREDTH = new BigDecimal("0.01");

    private ExactDecimal() {}

    /** {@code numerator / denominator}: whole numbers under 10^16, the denominator positive; null when one is null. */
    static Column quotient(Column numerator, Column denominator) {
        return ofHundredths(roundedHalfUp(whole(numerator).multiply(100), whole(denominator)));
    }

    // HALF_UP is away from zero, so the sign is put aside: |n|/d rounded is (2|n| + d) div 2d.
    private static Column roundedHalfUp(Column numerator, Column denominator) {
        Column twice = abs(numerator).multiply(2).plus(denominator);
        Column rounded = call_function("div", twice, denominator.multiply(2));
        return when(numerator.lt(0), negate(rounded)).otherwise(rounded);
    }

    private static Column ofHundredths(Column hundredths) {
        return hundredths
                .cast(DataTypes.createDecimalType(20, 0))
                .multiply(lit(HUNDREDTH))
                .cast(SCALE_2);
    }

    private static Column whole(Column number) {
        return number.cast(DataTypes.LongType);
    }
}
