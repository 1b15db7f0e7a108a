package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepTest {
    private static final long MINUTE = 60_000_000_000L;

    @Test
    void rateAndTimeLeftComeFromWhatIsDone() {
        // When
        String text =
                Step.of("sending", 3_000, 12_000, "matches").text(Step.of("sending", 0, 12_000, "matches"), MINUTE);

        // Then
        assertThat(text).isEqualTo("[#####---------------]  25 %  3 min 0 s left  3,000 matches  50/s  sending");
    }

    @Test
    void whatWasDoneBeforeItWasFirstSeenMakesItNoFaster() {
        // Given
        Step first = Step.of("run", 6_000, 10_000, "rows");

        // When
        String text = Step.of("run", 7_000, 10_000, "rows").text(first, MINUTE);

        // Then
        assertThat(text).isEqualTo("[##############------]  70 %  3 min 0 s left  7,000 rows  17/s  run");
    }

    @Test
    void lessThanASecondIsNotToldAsTimeLeft() {
        // When
        String text = Step.of("ingesting", 999, 1_000, "messages")
                .text(Step.of("ingesting", 0, 1_000, "messages"), MINUTE / 6);

        // Then
        assertThat(text).isEqualTo("[###################-]  99 %  999 messages  100/s  ingesting");
    }

    @Test
    void wholeThatIsNotKnownLeavesNoTimeToTell() {
        // When
        String text = new Step("job", OptionalDouble.empty(), 120, "rows")
                .text(new Step("job", OptionalDouble.empty(), 0, "rows"), MINUTE);

        // Then
        assertThat(text).isEqualTo("120 rows  2/s  job");
    }

    @Test
    void nothingToDoIsDone() {
        // When
        Step step = Step.of("ingesting", 0, 0, "messages");
        String text = step.text(step, 0);

        // Then
        assertThat(text).isEqualTo("[####################] 100 %  ingesting");
    }

    @ParameterizedTest
    @CsvSource({"0,0 s", "59,59 s", "60,1 min 0 s", "3599,59 min 59 s", "3600,1 h 0 min", "90061,25 h 1 min"})
    void durationHasItsTwoLargestUnits(long seconds, String told) {
        // Then
        assertThat(Step.duration(seconds)).isEqualTo(told);
    }
}
