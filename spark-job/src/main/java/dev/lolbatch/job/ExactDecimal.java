package dev.lolbatch.job;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Decimals of scale 2, rounded HALF_UP once. What every feature is. */
final class ExactDecimal {
    static final int SCALE = 2;
    /** Of what is stored. */
    private static final int DIGITS = 18;

    private ExactDecimal() {}

    /** {@code numerator / denominator}: whole numbers under 10^16, the denominator positive. In whole numbers throughout. */
    static BigDecimal quotient(long numerator, long denominator) {
        // HALF_UP is away from zero, so the sign is put aside: |n|/d rounded is (2|n| + d) div 2d.
        long twice = Math.addExact(Math.multiplyExact(Math.abs(numerator), 200), denominator);
        long rounded = twice / Math.multiplyExact(2, denominator);
        return BigDecimal.valueOf(numerator < 0 ? -rounded : rounded, SCALE);
    }

    /** What a producer has told, null for what is no number or has more digits than are stored. */
    static BigDecimal of(Double value) {
        if (value == null || !Double.isFinite(value)) {
            return null;
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(SCALE, RoundingMode.HALF_UP);
        return rounded.precision() <= DIGITS ? rounded : null;
    }
}
