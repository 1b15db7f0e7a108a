package dev.lolbatch.orchestrator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MonthTest {
    private static final YearMonth JANUARY = YearMonth.of(2026, 1);

    @Test
    void daysThatAreBehindAndThatNoRunIsUnderWayForAreToBeRun() {
        Month month = month(day(1, DayKind.MISSING, false), day(2, DayKind.STALE, false), day(3, DayKind.FRESH, true));
        assertThat(month.behind()).isEqualTo(2);
        assertThat(month.isBusy()).isFalse();
    }

    @Test
    void aRunOfADayThatIsBehindHoldsUpTheOthers() {
        Month month = month(day(1, DayKind.MISSING, false), day(2, DayKind.RUNNING, false));
        assertThat(month.behind()).isEqualTo(1);
        assertThat(month.isBusy()).isTrue();
    }

    @Test
    void aRunOfADayThatIsFreshHoldsUpNone() {
        Month month = month(day(1, DayKind.MISSING, false), day(2, DayKind.RUNNING, true));
        assertThat(month.behind()).isEqualTo(1);
        assertThat(month.isBusy()).isFalse();
    }

    private static Month month(Day... days) {
        Map<LocalDate, Day> byDate = Arrays.stream(days).collect(Collectors.toMap(Day::date, Function.identity()));
        return Month.of(JANUARY, byDate, Optional.empty(), Optional.empty());
    }

    private static Day day(int ofMonth, DayKind kind, boolean isFresh) {
        return new Day(
                JANUARY.atDay(ofMonth),
                true,
                Optional.of(new Day.Facts(
                        kind,
                        isFresh,
                        true,
                        10,
                        1,
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
    }
}
