package dev.lolbatch.cli.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What starts jobs.
 *
 * @param home folder of a Spark distribution on this machine
 */
record SparkSubmit(Path home) {
    private static final Pattern VERSION = Pattern.compile("version (\\d[\\w.-]*)");

    boolean isHere() {
        return Files.isExecutable(script());
    }

    /**
     * Starts it to say its version. Interrupted, it leaves no process behind.
     *
     * @throws CheckFailedException when it does not
     */
    String version() throws IOException, InterruptedException, CheckFailedException {
        // Who reads from a process cannot be interrupted.
        Path output = Files.createTempFile("lolbatch-spark-submit-", ".out");
        try {
            int exitCode = run(output);
            String said = new String(Files.readAllBytes(output), UTF_8);
            Matcher version = VERSION.matcher(said);
            if (exitCode != 0 || !version.find()) {
                throw new CheckFailedException(
                        "%s --version ended with exit code %d: %s".formatted(script(), exitCode, lastLine(said)),
                        "run it by hand; JAVA_HOME must be a Java 17");
            }
            return version.group(1);
        } finally {
            Files.delete(output);
        }
    }

    private int run(Path output) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(script().toString(), "--version")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.getOutputStream().close();
            return process.waitFor();
        } finally {
            // The script's own children would live on without it.
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private Path script() {
        return home.resolve("bin").resolve("spark-submit");
    }

    private static String lastLine(String output) {
        return output.lines()
                .filter(line -> !line.isBlank())
                .reduce((earlier, later) -> later)
                .orElse("it printed nothing");
    }
}
