package dev.lolbatch.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import dev.lolbatch.orchestrator.run.RunState;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    @ParameterizedTest
    @ValueSource(strings = {"2026-01-13", "2026/01/13"})
    void aDateIsReadInBothSpellings(String text) {
        assertThat(Parameters.date("date", List.of(text))).contains(LocalDate.of(2026, 1, 13));
    }

    @ParameterizedTest
    @CsvSource({
        "'', it is not a date",
        "13.01.2026, it is not a date",
        "2026-1-13, it is not a date",
        "2026-01/13, it is not a date",
        "2026-02-29, the calendar has no such day",
        "2026/13/01, the calendar has no such day"
    })
    void aBadDateNamesTheParameterAndTheRemedy(String text, String reason) {
        assertThatThrownBy(() -> Parameters.date("date", List.of(text)))
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER))
                .hasMessage("Cannot read parameter date=" + text + ": " + reason
                        + "; write for example 2026-01-13 or 2026/01/13");
    }

    @Test
    void aParameterGivenTwiceIsRefused() {
        assertThatThrownBy(() -> Parameters.date("date", List.of("2026-01-13", "2026-01-14")))
                .isInstanceOf(OrchestratorException.class)
                .hasMessage("Cannot read parameter date=2026-01-13, 2026-01-14: it is given 2 times; give it once");
    }

    @Test
    void anAbsentParameterIsItsDefault() {
        assertThat(Parameters.date("date", List.of())).isEmpty();
        assertThat(Parameters.number("limit", List.of(), 50, 500)).isEqualTo(50);
        assertThat(Parameters.state("state", List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "501", "ten", "99999999999"})
    void aBadNumberNamesItsRange(String text) {
        assertThatThrownBy(() -> Parameters.number("limit", List.of(text), 50, 500))
                .isInstanceOf(OrchestratorException.class)
                .hasMessage("Cannot read parameter limit=" + text
                        + ": it is not a number from 1 to 500; write for example" + " 50");
    }

    @Test
    void aStateIsReadInAnyCase() {
        assertThat(Parameters.state("state", List.of("failed"))).contains(RunState.Name.FAILED);
    }

    @Test
    void anUnknownStateNamesTheKnownOnes() {
        assertThatThrownBy(() -> Parameters.state("state", List.of("DONE")))
                .isInstanceOf(OrchestratorException.class)
                .hasMessage(
                        "Cannot read parameter state=DONE: there is no such state; use one of [QUEUED, SUBMITTED, RUNNING,"
                                + " CANCELLING, SUCCEEDED, FAILED, CANCELLED]");
    }
}
