package dev.lolbatch.cli.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What starts jobs.
 *
 * @param home folder of a Spark distribution on this machine
 */
record SparkSubmit(Path home) {
    private static final Pattern VERSION = Pattern.compile("version (\\d[\\w.-]*)");

    /**
     * Starts it to say its version.
     *
     * @throws CheckFailedException when it does not
     */
    String version() throws IOException, InterruptedException, CheckFailedException {
        Path submit = home.resolve("bin").resolve("spark-submit");
        Process process = new ProcessBuilder(submit.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            int exitCode = process.waitFor();
            Matcher version = VERSION.matcher(output);
            if (exitCode != 0 || !version.find()) {
                throw new CheckFailedException(
                        "%s --version ended with exit code %d: %s".formatted(submit, exitCode, lastLine(output)),
                        "run it by hand; JAVA_HOME must be a Java 17");
            }
            return version.group(1);
        } finally {
            // When the time is over it may hang.
            process.destroyForcibly();
        }
    }

    private static String lastLine(String output) {
        return output.lines()
                .filter(line -> !line.isBlank())
                .reduce((earlier, later) -> later)
                .orElse("it printed nothing");
    }
}
