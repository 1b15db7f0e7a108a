package dev.lolbatch.job;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;

/** One row of {@code match_participants}; the values are those of {@link ParticipantColumns}, and may be null. */
final class Participant {
    private static final int REMAKE = ParticipantColumns.index("remake");

    private final Object[] values;

    private Participant(Object[] values) {
        this.values = values;
    }

    /** What Cassandra gets for a column; null for nothing. */
    Object value(int column) {
        return values[column];
    }

    /** A text that is always there. */
    String text(int column) {
        return Objects.requireNonNull((String) values[column]);
    }

    /** A whole number, 0 where there is none. */
    int whole(int column) {
        return values[column] == null ? 0 : (Integer) values[column];
    }

    /** A decimal of scale 2 in hundredths, 0 where there is none. */
    long hundredths(int column) {
        return values[column] == null
                ? 0
                : ((BigDecimal) values[column]).setScale(2).unscaledValue().longValueExact();
    }

    /** False where there is none. */
    boolean flag(int column) {
        return Boolean.TRUE.equals(values[column]);
    }

    boolean isRemake() {
        return flag(REMAKE);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }

    /** Fills columns by their index; for one participant. */
    static final class Builder {
        private final Object[] values = new Object[ParticipantColumns.ALL.size()];

        Builder set(int column, Object value) {
            values[column] = value;
            return this;
        }

        Participant build() {
            return new Participant(values);
        }
    }
}
