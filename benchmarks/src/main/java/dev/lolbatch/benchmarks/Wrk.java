package dev.lolbatch.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The load generator wrk, of the PATH. */
final class Wrk {
    private static final String REPORT = "REPORT ";
    private static final long MARGIN_SECONDS = 60;

    private final Path script;

    /** @param folder for the script by which wrk says what it has measured */
    Wrk(Path folder) throws IOException {
        this.script = folder.resolve("wrk-report.lua");
        try (InputStream source = Wrk.class.getResourceAsStream("/wrk-report.lua")) {
            Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * What was measured.
     *
     * @param requests that were answered
     * @param micros that it went on
     * @param p99Micros within which 99 % of them were answered
     * @param failures connections that failed or timed out, and answers that were neither 2xx nor 3xx
     */
    record Load(long requests, long micros, long p99Micros, long failures) {
        double perSecond() {
            return requests * 1e6 / micros;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%.0f requests/s, p99 %.2f ms, %d failures", perSecond(), p99Micros / 1e3, failures);
        }
    }

    /** Asks again and again over so many connections that are kept open. */
    Load load(URI address, int connections, Duration time) throws IOException, InterruptedException {
        Process process = start(address, connections, time);
        try {
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(time.toSeconds() + MARGIN_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("Cannot measure " + address + ": wrk says " + printed);
            }
            return report(address, printed);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(URI address, int connections, Duration time) throws IOException {
        try {
            return new ProcessBuilder(
                            "wrk",
                            "-t1",
                            "-c" + connections,
                            "-d" + time.toSeconds() + "s",
                            "--timeout",
                            time.toSeconds() + "s",
                            "-s",
                            script.toString(),
                            address.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new IOException(
                    "Cannot measure " + address + ": wrk does not start; install it (Debian's package is wrk)", e);
        }
    }

    private static Load report(URI address, String printed) throws JsonProcessingException, IOException {
        String line = printed.lines()
                .filter(said -> said.startsWith(REPORT))
                .findFirst()
                .orElseThrow(() -> new IOException("Cannot measure " + address + ": wrk says " + printed));
        return new ObjectMapper().readValue(line.substring(REPORT.length()), Load.class);
    }
}
