package dev.lolbatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobArgumentsTest {
    private static final LocalDate DAY = LocalDate.parse("2026-01-13");

    @Test
    void datesAreSortedAndEachIsThereOnce() {
        // When
        JobArguments arguments = JobArguments.parse(
                List.of("--date", "2026-01-14", "--run-id", "r1", "--date", "2026-01-13", "--date", "2026-01-14"));

        // Then
        assertThat(arguments)
                .isEqualTo(new JobArguments(
                        "r1",
                        new Request.Dates(List.of(DAY, DAY.plusDays(1)), Optional.empty(), Request.Incomplete.COMPUTE),
                        JobArguments.Supervision.NONE));
    }

    @Test
    void datesAndARangeAddUpAndMayHaveToBeComplete() {
        // When
        JobArguments arguments = JobArguments.parse(
                List.of("--run-id r1 --dates 2026-01-14,2026-01-13 --from 2026-02-01 --to 2026-02-28 --require-complete"
                        .split(" ")));

        // Then
        Request.DateRange february =
                new Request.DateRange(LocalDate.parse("2026-02-01"), LocalDate.parse("2026-02-28"));
        assertThat(arguments.request())
                .isEqualTo(new Request.Dates(
                        List.of(DAY, DAY.plusDays(1)), Optional.of(february), Request.Incomplete.REFUSE));
    }

    @Test
    void otherCommandsHaveTheirOwnRequests() {
        // When
        JobArguments rollBack =
                JobArguments.parse(List.of("--run-id r2 --date 2026-01-13 --rollback-to r1".split(" ")));
        JobArguments recompute = JobArguments.parse(List.of("--run-id r2 --recompute-all".split(" ")));

        // Then
        assertThat(rollBack.request()).isEqualTo(new Request.RollBack(DAY, "r1"));
        assertThat(recompute.request()).isEqualTo(new Request.RecomputeAll());
    }

    @Test
    void aRunMayBeSupervised() {
        // When
        JobArguments arguments = JobArguments.parse(List.of("--run-id r1 --supervised --date 2026-01-13".split(" ")));

        // Then
        assertThat(arguments.supervision()).isEqualTo(JobArguments.Supervision.BY_PERMIT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            --date 2026-01-13 | Cannot start a run: --run-id is missing; give the id to record the run under
            --run-id r1 | Cannot start a run: --date is missing; give at least one, such as 2026-01-13
            --run-id r1 --date 13.01.2026 | Cannot read date '13.01.2026': it is not a day; write it as 2026-01-13
            --run-id r1 --date 2026-02-30 | Cannot read date '2026-02-30': it is not a day; write it as 2026-01-13
            --run-id r1 --date | Cannot read argument '--date': its value is missing; put one after it
            --run-id r1 --day x | Cannot read argument '--day': it is unknown; --help lists what there is
            --run-id r1 --dates 2026-01-13,,2026-01-14 | Cannot read date '': it is not a day; write it as 2026-01-13
            --run-id r1 --from 2026-01-13 | Cannot start a run: --from and --to go together; give both
            --run-id r1 --from 2026-01-14 --to 2026-01-13 | Cannot start a run: --from 2026-01-14 is after --to 2026-01-13; swap them
            --run-id r1 --rollback-to r0 | Cannot start a run: --rollback-to goes with one date; give one --date
            --run-id r1 --recompute-all --date 2026-01-13 | Cannot start a run: --recompute-all goes with no date; leave the others out
            --run-id r1 --recompute-all --require-complete | Cannot start a run: --require-complete goes with dates that are computed; leave it out
            --run-id r1 --date 2026-01-13 --rollback-to r0 --require-complete | Cannot start a run: --require-complete goes with dates that are computed; leave it out
            """)
    void namesWhatIsWrong(String line, String message) {
        // Given
        List<String> arguments = Arrays.asList(line.split(" "));

        // When / Then
        assertThatThrownBy(() -> JobArguments.parse(arguments))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }
}
