package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void eachStepIsToldWithTheSecondsSinceTheStart() {
        // Given
        StringWriter out = new StringWriter();
        Iterator<Long> nanos =
                List.of(5_000_000_000L, 5_250_000_000L, 128_040_000_000L).iterator();
        Progress progress = new Progress(new PrintWriter(out), nanos::next);

        // When
        progress.tell("starting");
        progress.tell("done");

        // Then
        assertThat(out).hasToString("[  0.3 s] starting%n[123.0 s] done%n".formatted());
    }
}
