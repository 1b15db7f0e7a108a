package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lolbatch.cli.Terminal.Kind;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    @ParameterizedTest
    @CsvSource({"132,132", "'',80", "wide,80", "0,80", "-5,80", "12,40"})
    void screenHasTheWidthOfColumnsOrTheUsualOne(String columns, int width) {
        // Then
        assertThat(Terminal.of(Kind.SCREEN, columns).width()).isEqualTo(OptionalInt.of(width));
    }

    @Test
    void streamHasAWidthOnlyWhenItIsAskedFor() {
        // Then
        assertThat(Terminal.of(Kind.STREAM, "").width()).isEmpty();
        assertThat(Terminal.of(Kind.STREAM, "100").width()).isEqualTo(OptionalInt.of(100));
    }
}
