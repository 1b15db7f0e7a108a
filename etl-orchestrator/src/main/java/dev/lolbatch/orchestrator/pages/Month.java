package dev.lolbatch.orchestrator.pages;

import dev.lolbatch.orchestrator.dates.DatesService;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A month of the calendar.
 *
 * @param weeks from Monday to Sunday, those of the month whole
 * @param lake first and last date of the lake; empty when it is empty
 * @param chosen the day that is shown beside
 */
record Month(YearMonth month, List<List<Day>> weeks, Optional<DatesService.Span> lake, Optional<Day> chosen) {
    private static final DateTimeFormatter TITLE = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);
    private static final int WEEK = 7;

    /** @param days of the month that the lake has */
    static Month of(
            YearMonth month, Map<LocalDate, Day> days, Optional<DatesService.Span> lake, Optional<LocalDate> chosen) {
        List<List<Day>> weeks = new ArrayList<>();
        LocalDate first = month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        for (LocalDate monday = first; !monday.isAfter(month.atEndOfMonth()); monday = monday.plusDays(WEEK)) {
            weeks.add(monday.datesUntil(monday.plusDays(WEEK))
                    .map(date -> days.getOrDefault(date, Day.empty(date, month)))
                    .toList());
        }
        return new Month(month, weeks, lake, chosen.map(date -> days.getOrDefault(date, Day.empty(date, month))));
    }

    public String title() {
        return TITLE.format(month);
    }

    public String before() {
        return url(month.minusMonths(1));
    }

    public String after() {
        return url(month.plusMonths(1));
    }

    /** Of the lake's newest date. */
    public String newest() {
        return lake.map(span -> url(YearMonth.from(span.last()))).orElse("/dates");
    }

    public boolean isChosen(Day day) {
        return chosen.filter(day::equals).isPresent();
    }

    public LocalDate first() {
        return month.atDay(1);
    }

    public LocalDate last() {
        return month.atEndOfMonth();
    }

    /** How many days there are of each kind, by its name. */
    public List<Count> counts() {
        Map<DayKind, Long> counts = new TreeMap<>();
        weeks.stream().flatMap(List::stream).forEach(day -> day.facts()
                .ifPresent(facts -> counts.merge(facts.kind(), 1L, Long::sum)));
        return Arrays.stream(DayKind.values())
                .map(kind -> new Count(kind, counts.getOrDefault(kind, 0L)))
                .toList();
    }

    /** Days of one kind. */
    record Count(DayKind kind, long days) {}

    /** Days that a run would bring up to date, and that none is under way for. */
    public long behind() {
        return notFresh().filter(facts -> facts.kind() != DayKind.RUNNING).count();
    }

    /** Whether a run is under way for a day that is not up to date: until its end, none is accepted for all of these days. */
    public boolean isBusy() {
        return notFresh().anyMatch(facts -> facts.kind() == DayKind.RUNNING);
    }

    private Stream<Day.Facts> notFresh() {
        return weeks.stream()
                .flatMap(List::stream)
                .flatMap(day -> day.facts().stream())
                .filter(facts -> !facts.isFresh());
    }

    static String url(YearMonth month) {
        return "/dates?month=" + month;
    }
}
