package dev.lolbatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobArgumentsTest {
    @Test
    void datesAreSortedAndEachIsThereOnce() {
        // When
        JobArguments arguments = JobArguments.parse(
                List.of("--date", "2026-01-14", "--run-id", "r1", "--date", "2026-01-13", "--date", "2026-01-14"));

        // Then
        assertThat(arguments)
                .isEqualTo(
                        new JobArguments("r1", List.of(LocalDate.parse("2026-01-13"), LocalDate.parse("2026-01-14"))));
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
            --run-id r1 --day x | Cannot read argument '--day': it is unknown; give --run-id and --date only
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
