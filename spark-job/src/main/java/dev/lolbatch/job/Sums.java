package dev.lolbatch.job;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** The sum of every {@link Measure} over some participants. Exact: in whole numbers, and an overflow is an error. */
// The ordinals are positions in an array that never leaves one version of the code.
@SuppressWarnings("EnumOrdinal")
final class Sums implements Serializable {
    static final Sums NONE = new Sums(new long[Measure.values().length]);

    private static final long serialVersionUID = 1L;

    private final long[] values;

    private Sums(long[] values) {
        this.values = values;
    }

    /** The sums of some measures, in their units; the others are 0. */
    static Sums of(Map<Measure, Long> sums) {
        long[] values = new long[NONE.values.length];
        sums.forEach((measure, sum) -> values[measure.ordinal()] = sum);
        return new Sums(values);
    }

    /** Those of one participant. */
    static Sums of(Participant participant) {
        long[] values = new long[NONE.values.length];
        for (Measure measure : Measure.values()) {
            values[measure.ordinal()] = measure.of(participant);
        }
        return new Sums(values);
    }

    Sums plus(Sums other) {
        long[] sum = new long[values.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.addExact(values[i], other.values[i]);
        }
        return new Sums(sum);
    }

    Sums minus(Sums other) {
        long[] difference = new long[values.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = Math.subtractExact(values[i], other.values[i]);
        }
        return new Sums(difference);
    }

    /** In the measure's unit. */
    long of(Measure measure) {
        return values[measure.ordinal()];
    }

    long games() {
        return of(Measure.GAMES);
    }

    /** Of scale 2, whatever the unit. */
    BigDecimal decimal(Measure measure) {
        return measure.unit() == Measure.Unit.HUNDREDTH
                ? BigDecimal.valueOf(of(measure), 2)
                : BigDecimal.valueOf(of(measure)).setScale(2);
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
        Map<Measure, Long> named = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            named.put(measure, of(measure));
        }
        return named.toString();
    }
}
