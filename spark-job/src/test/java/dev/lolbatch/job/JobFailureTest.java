package dev.lolbatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class JobFailureTest {
    @Test
    void saysActionReasonAndRemedy() {
        assertThat(JobFailure.of("open the lake", "it is away", "start it"))
                .hasMessage("Cannot open the lake: it is away; start it");
    }

    @Test
    void takesTheReasonFromTheDeepestCauseInOneLine() {
        // Given
        Exception wrapped = new RuntimeException(
                "Job aborted",
                new IOException("no route\n  to host\n\tat java.base/X.y(X.java)\n\nDriver stacktrace:"));

        // When
        JobFailure failure = JobFailure.of("read the lake", wrapped, "look after it");

        // Then
        assertThat(failure)
                .hasMessage("Cannot read the lake: no route to host; look after it")
                .hasCause(wrapped);
    }

    @Test
    void namesTheExceptionThatSaysNothing() {
        assertThat(JobFailure.of("read the lake", new IllegalStateException(), "look after it"))
                .hasMessage("Cannot read the lake: IllegalStateException; look after it");
    }

    @Test
    void cutsAnEndlessReason() {
        assertThat(JobFailure.of("read", new IOException("x".repeat(5_000)), "y")
                        .getMessage())
                .hasSizeLessThan(500);
    }
}
