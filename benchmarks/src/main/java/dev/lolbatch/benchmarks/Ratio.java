package dev.lolbatch.benchmarks;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param name what was compared
 * @param value measured
 * @param target that the value is held to
 */
record Ratio(String name, double value, Target target) {
    boolean isMet() {
        return target.admits(value);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%-44s %6.2f   %s%s", name, value, target, isMet() ? "" : "   MISSED");
    }

    /** What a ratio may be. */
    sealed interface Target {
        boolean admits(double value);

        record AtLeast(double limit) implements Target {
            @Override
            public boolean admits(double value) {
                return value >= limit;
            }

            @Override
            public String toString() {
                return ">= " + limit;
            }
        }

        record AtMost(double limit) implements Target {
            @Override
            public boolean admits(double value) {
                return value <= limit;
            }

            @Override
            public String toString() {
                return "<= " + limit;
            }
        }

        /** Measured because it is worth knowing. */
        record None() implements Target {
            @Override
            public boolean admits(double value) {
                return true;
            }

            @Override
            public String toString() {
                return "-";
            }
        }
    }
}
