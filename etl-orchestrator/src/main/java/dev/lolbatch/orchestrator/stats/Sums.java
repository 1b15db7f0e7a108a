package dev.lolbatch.orchestrator.stats;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.function.ToLongFunction;

/**
 * Counts and sums over participants. They add up exactly and in any order; figures are derived from the last sum, and rounded once,
 * half up, to two places. Immutable.
 */
// A map by measure would take ten times the memory, and there are some hundred thousand of these.
@SuppressWarnings("EnumOrdinal")
public final class Sums {
    static final Sums NONE = new Sums(new long[Measure.count()]);

    private static final int SCALE = 2;

    /** By ordinal; hundredths where the measure is decimal. */
    private final long[] values;

    private Sums(long[] values) {
        this.values = values;
    }

    /** Takes each measure's sum from where it is kept, in hundredths where the measure is decimal. */
    public static Sums of(ToLongFunction<Measure> source) {
        long[] values = new long[Measure.count()];
        for (Measure measure : Measure.values()) {
            values[measure.ordinal()] = source.applyAsLong(measure);
        }
        return new Sums(values);
    }

    Sums plus(Sums other) {
        long[] sum = values.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.addExact(sum[i], other.values[i]);
        }
        return new Sums(sum);
    }

    long get(Measure measure) {
        return values[measure.ordinal()];
    }

    long games() {
        return get(Measure.GAMES);
    }

    long wins() {
        return get(Measure.WINS);
    }

    /** Of one game; there must be one. */
    BigDecimal average(Measure measure) {
        BigDecimal sum = BigDecimal.valueOf(get(measure), measure.isDecimal() ? SCALE : 0);
        return sum.divide(BigDecimal.valueOf(games()), SCALE, RoundingMode.HALF_UP);
    }

    /** Percent of the games; there must be one. */
    BigDecimal winRate() {
        return percent(wins(), games());
    }

    /** What percentage a part is of a whole, which is not 0. */
    static BigDecimal percent(long part, long whole) {
        return BigDecimal.valueOf(part)
                .movePointRight(2)
                .divide(BigDecimal.valueOf(whole), SCALE, RoundingMode.HALF_UP);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sums sums && Arrays.equals(values, sums.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
