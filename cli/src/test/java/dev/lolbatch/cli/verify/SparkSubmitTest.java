package dev.lolbatch.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.cluster.SparkHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkSubmitTest {
    @TempDir
    Path home;

    @Test
    void aRealSparkHomeSaysItsVersion() throws Exception {
        assertThat(new SparkSubmit(SparkHome.locate()).version()).matches("3\\.5\\.\\d+");
    }

    @Test
    void aSparkHomeWhoseJavaIsWrongSaysSo() throws Exception {
        // Given
        submit("echo UnsupportedClassVersionError >&2; exit 7");

        // When, then
        assertThatThrownBy(() -> new SparkSubmit(home).version())
                .isInstanceOfSatisfying(CheckFailedException.class, failure -> assertThat(failure.remedy())
                        .isEqualTo("run it by hand; JAVA_HOME must be a Java 17"))
                .hasMessage(home + "/bin/spark-submit --version ended with exit code 7: UnsupportedClassVersionError");
    }

    @Test
    void whatIsNoSparkSubmitSaysSo() throws Exception {
        // Given
        submit("exit 0");

        // When, then
        assertThatThrownBy(() -> new SparkSubmit(home).version())
                .hasMessage(home + "/bin/spark-submit --version ended with exit code 0: it printed nothing");
    }

    private void submit(String script) throws IOException {
        Path file = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
