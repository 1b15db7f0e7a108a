package dev.lolbatch.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {
    private static final Instant AT = Instant.parse("2026-01-13T10:15:00.123Z");

    @Test
    void anIdNamesItsTime() {
        // When
        RunId id = RunId.of(AT, 0x7f3a9c);

        // Then
        assertThat(id.value()).isEqualTo("20260113T101500123Z-7f3a9c");
        assertThat(id.requestedAt()).isEqualTo(AT);
        assertThat(id.year()).isEqualTo(2026);
    }

    @Test
    void idsSortByTime() {
        assertThat(RunId.of(AT.plusMillis(1), 0)).isGreaterThan(RunId.of(AT, -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "20260113T101500123Z", "../20260113T101500123Z-7f3a9c", "20260113T101500123Z-7F3A9C"})
    void whatIsNoIdIsRefused(String text) {
        assertThat(RunId.isOne(text)).isFalse();
        assertThatThrownBy(() -> new RunId(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot use run id \"" + text + "\": it is not of the form 20260113T101500123Z-7f3a9c");
    }
}
