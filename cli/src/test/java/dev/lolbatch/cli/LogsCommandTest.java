package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogsCommandTest extends ThinCommandTest {
    @BeforeEach
    void write() throws Exception {
        Path logs = Files.createDirectories(root.resolve(".lolbatch/logs"));
        Files.writeString(logs.resolve("kafka.log"), "k1\nk2\nk3");
        Files.writeString(logs.resolve("kafka.log.1"), "of the start before\n");
        Files.writeString(logs.resolve("hdfs.log"), "h1\n\tat hdfs\u001b[2J\n");
    }

    @Test
    void allLogsAreShownWithTheirNamesAndNoneSteersTheTerminal() {
        // When
        int code = lolbatch("logs", "-n", "2");

        // Then
        assertThat(code).isZero();
        assertThat(out)
                .hasToString(
                        """
                        hdfs             | h1
                        hdfs             | \tat hdfs\uFFFD[2J
                        kafka            | k2
                        kafka            | k3
                        """);
    }

    @Test
    void oneLogStandsAlone() {
        // When
        int code = lolbatch("logs", "kafka");

        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString("k1\nk2\nk3\n");
    }

    @Test
    void jsonIsALineForEachLine() {
        // When
        int code = lolbatch("logs", "kafka", "-n", "1", "--json");

        // Then
        assertThat(code).isZero();
        assertThat(out).hasToString("{\"service\":\"kafka\",\"line\":\"k3\"}\n");
    }

    @Test
    void logThatIsNotThereIsToldWithThoseThatAre() {
        // When
        int code = lolbatch("logs", "zookeeper");

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err)
                .hasToString("Cannot show the log of zookeeper: there is none; there are those of hdfs, kafka\n");
    }
}
