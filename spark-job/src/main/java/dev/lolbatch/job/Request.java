package dev.lolbatch.job;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a run is to do. */
sealed interface Request {
    /** The dates that the request itself names, for the run's record. */
    List<LocalDate> dates();

    /**
     * Compute and publish dates.
     *
     * @param dates ascending, each once; each must have rows
     * @param range its dates are computed too, as far as they have rows
     */
    record Dates(List<LocalDate> dates, Optional<DateRange> range, Incomplete incomplete) implements Request {
        public Dates {
            dates = List.copyOf(dates);
        }
    }

    /** Publish an earlier version of a date again. */
    record RollBack(LocalDate date, String toRunId) implements Request {
        @Override
        public List<LocalDate> dates() {
            return List.of(date);
        }
    }

    /** Publish the view {@code all} anew, as the sum of the published dates. */
    record RecomputeAll() implements Request {
        @Override
        public List<LocalDate> dates() {
            return List.of();
        }
    }

    /** What to do when one of the dates is not complete in the lake. */
    enum Incomplete {
        COMPUTE,
        REFUSE
    }

    /** Both ends belong to it. */
    record DateRange(LocalDate from, LocalDate to) {}
}
