package dev.lolbatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class StatisticsJobTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final SparkConf conf = new SparkConf(false);

    @Test
    void helpGoesToStdoutAndIsNoError() {
        // When
        int exitCode = run("--run-id", "r", "--help");

        // Then
        assertThat(exitCode).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Usage: spark-submit")
                .contains("Exit codes: 0 done");
        assertThat(err.size()).isZero();
    }

    @Test
    void wrongUsageEndsWithWhatIsWrong() {
        // When
        int exitCode = run("--run-id", "r");

        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines().toList())
                .last()
                .isEqualTo("Cannot start a run: --date is missing; give at least one, such as 2026-01-13");
    }

    @Test
    void anUnusableKeyspaceFailsBeforeSparkStarts() {
        // Given
        conf.set("spark.lolbatch.keyspace", "Lol-Data");

        // When
        int exitCode = run("--run-id", "r", "--date", "2026-01-13");

        // Then
        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("Cannot use keyspace \"Lol-Data\": ");
    }

    private int run(String... arguments) {
        Clock clock = Clock.fixed(Instant.parse("2026-01-13T00:00:00Z"), ZoneOffset.UTC);
        return new StatisticsJob(conf, clock, print(out), print(err)).run(List.of(arguments));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
