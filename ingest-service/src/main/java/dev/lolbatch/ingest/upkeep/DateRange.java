package dev.lolbatch.ingest.upkeep;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Match dates, both ends included; without an end, all dates on that side. */
public record DateRange(Optional<LocalDate> from, Optional<LocalDate> to) {
    /** @throws UpkeepException when it ends before it begins */
    public DateRange {
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw invalid("from " + from.get() + " is after to " + to.get() + "; swap them", null);
        }
    }

    public static DateRange all() {
        return new DateRange(Optional.empty(), Optional.empty());
    }

    public static DateRange of(LocalDate date) {
        return new DateRange(Optional.of(date), Optional.of(date));
    }

    /** @throws UpkeepException when one is no date, or the range ends before it begins */
    static DateRange of(Optional<String> from, Optional<String> to) {
        return new DateRange(from.map(text -> date("from", text)), to.map(text -> date("to", text)));
    }

    /** @throws UpkeepException when a single date is no date, or given beside a range */
    static DateRange of(Optional<String> date, Optional<String> from, Optional<String> to) {
        if (date.isEmpty()) {
            return of(from, to);
        }
        if (from.isPresent() || to.isPresent()) {
            throw invalid("date and a range are given; leave one of them out", null);
        }
        return of(date("date", date.get()));
    }

    public boolean isEverything() {
        return from.isEmpty() && to.isEmpty();
    }

    private static LocalDate date(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw invalid(name + " '" + text + "' is no date; write it like 2026-01-13", e);
        }
    }

    private static UpkeepException invalid(String reason, Exception cause) {
        return new UpkeepException(
                UpkeepException.Code.INVALID_PARAMETER, "Cannot select dates of the lake: " + reason, cause);
    }
}
