package dev.lolbatch.job;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * What some rows of a date come to. Totals of parts of a date add up to those of the date, in any order.
 *
 * @param cube without remakes, unless they are to count
 * @param offsets of the rows read, by Kafka partition
 * @param rowsWritten into {@code match_participants}; fewer than what counts where most was written before
 */
record DayTotals(ReadCounts counts, Cube cube, Map<Integer, OffsetRange> offsets, long rowsWritten)
        implements Serializable {
    static final DayTotals NONE = new DayTotals(ReadCounts.NONE, Cube.EMPTY, Map.of(), 0);

    DayTotals {
        offsets = Map.copyOf(offsets);
    }

    DayTotals plus(DayTotals other) {
        Map<Integer, OffsetRange> ranges = new HashMap<>(offsets);
        other.offsets.forEach((partition, range) -> ranges.merge(partition, range, OffsetRange::plus));
        return new DayTotals(counts.plus(other.counts), cube.plus(other.cube), ranges, rowsWritten + other.rowsWritten);
    }
}
