package dev.lolbatch.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
    @TempDir
    private Path folder;

    @Test
    void theTailIsTheLastLines() throws IOException {
        // Given
        RunLog log = log("one\ntwo\nthree\n");

        // Then
        assertThat(log.tail(2)).isEqualTo("two\nthree\n");
        assertThat(log.tail(5)).isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void lastWordsAreNotSparksChatterNorAStackTrace() throws IOException {
        // Given
        RunLog log = log(
                """
                26/01/13 10:15:00 INFO SparkContext: Running Spark version 3.5.9
                Cannot read the lake: it is gone; bring it back
                	at java.base/java.lang.Thread.run(Thread.java:840)
                26/01/13 10:15:01 INFO ShutdownHookManager: Shutdown hook called

                """);

        // Then
        assertThat(log.lastWords()).contains("Cannot read the lake: it is gone; bring it back");
    }

    @Test
    void aLogThatSaysNothingHasNoLastWords() throws IOException {
        assertThat(log("\n \n").lastWords()).isEmpty();
        assertThat(new RunLog(folder.resolve("absent")).lastWords()).isEmpty();
    }

    private RunLog log(String text) throws IOException {
        Path file = folder.resolve("run.log");
        Files.writeString(file, text);
        return new RunLog(file);
    }
}
