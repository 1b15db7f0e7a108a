package dev.lolbatch.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lolbatch.orchestrator.logs.LocalLog;
import dev.lolbatch.orchestrator.logs.StoredLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastWordsTest {
    @TempDir
    private Path folder;

    @Test
    void lastWordsAreNotSparksChatterNorAStackTrace() throws IOException {
        // Given
        StoredLog log = log(
                """
                26/01/13 10:15:00 INFO SparkContext: Running Spark version 3.5.9
                Cannot read the lake: it is gone; bring it back
                	at java.base/java.lang.Thread.run(Thread.java:840)
                26/01/13 10:15:01 INFO ShutdownHookManager: Shutdown hook called

                """);

        // Then
        assertThat(LastWords.of(log)).contains("Cannot read the lake: it is gone; bring it back");
    }

    @Test
    void aLogThatSaysNothingHasNoLastWords() throws IOException {
        assertThat(LastWords.of(log("\n \n"))).isEmpty();
    }

    private StoredLog log(String text) throws IOException {
        Path file = folder.resolve("run.log");
        Files.writeString(file, text);
        return LocalLog.find(file).orElseThrow();
    }
}
