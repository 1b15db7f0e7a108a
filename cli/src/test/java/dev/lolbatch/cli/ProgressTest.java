package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Terminal SCREEN = new Terminal(Terminal.Kind.SCREEN, OptionalInt.of(60));
    private static final String ERASE = "\r\u001b[2K";

    private final StringWriter out = new StringWriter();
    private final AtomicLong nanos = new AtomicLong(5_000_000_000L);

    private Progress on(Terminal terminal) {
        return new Progress(new PrintWriter(out), terminal, nanos::get);
    }

    private void pass(long millis) {
        nanos.addAndGet(millis * 1_000_000);
    }

    @Test
    void eachLineIsToldWithTheSecondsSinceTheStart() {
        // Given
        Progress progress = on(Terminal.STREAM);

        // When
        pass(250);
        progress.tell("starting");
        pass(122_790);
        progress.tell("done");

        // Then
        assertThat(out).hasToString("[  0.3 s] starting%n[123.0 s] done%n".formatted());
    }

    @Test
    void stepIsToldEveryFiveSecondsWhereNothingCanBeDrawnAnew() {
        // Given
        Progress progress = on(Terminal.STREAM);

        // When
        for (int sent = 0; sent <= 120; sent++) {
            progress.tell(Step.of("sending", sent, 240, "matches"));
            pass(100);
        }

        // Then
        assertThat(out)
                .hasToString(
                        """
                        [  5.0 s] [####----------------]  20 %  19 s left  50 matches  10/s  sending
                        [ 10.0 s] [########------------]  41 %  14 s left  100 matches  10/s  sending
                        """);
    }

    @Test
    void stepIsDrawnAnewOnAScreenAndMakesRoomForLines() {
        // Given
        Progress progress = on(SCREEN);

        // When
        progress.tell(Step.of("sending", 0, 10, "matches"));
        pass(50);
        progress.tell(Step.of("sending", 1, 10, "matches"));
        pass(950);
        progress.tell(Step.of("sending", 5, 10, "matches"));
        progress.tell("sent");

        // Then
        assertThat(out)
                .hasToString("[  0.0 s] [--------------------]   0 %  sending" + ERASE
                        + "[  1.0 s] [##########----------]  50 %  1 s left  5 matche…" + ERASE
                        + "[  1.0 s] sent%n".formatted());
    }

    @Test
    void nothingIsLeftOnTheScreenAtTheEnd() {
        // Given
        Progress progress = on(SCREEN);
        progress.tell(Step.of("sending", 0, 10, "matches"));

        // When
        progress.end();
        pass(1_000);
        progress.tell(Step.of("sending", 1, 10, "matches"));

        // Then
        assertThat(out.toString()).endsWith(ERASE);
    }

    @Test
    void whatIsWaitedForIsReplacedByLinesOfTheAnswer() {
        // Given
        Progress progress = on(SCREEN);

        // When
        progress.awaits("kafka, hdfs");
        progress.print("PASSED  kafka");
        progress.end();

        // Then
        assertThat(out).hasToString("[  0.0 s] waiting for kafka, hdfs" + ERASE + "PASSED  kafka%n".formatted());
    }
}
