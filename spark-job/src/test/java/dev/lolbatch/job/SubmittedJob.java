package dev.lolbatch.job;

import dev.lolbatch.cluster.SparkHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The shaded jar, run by the Spark home's own spark-submit, as the orchestrator and people run it. */
final class SubmittedJob {
    private final Process process;
    private final Path stderr;

    private SubmittedJob(Process process, Path stderr) {
        this.process = process;
        this.stderr = stderr;
    }

    /** Starts it in a time zone west of Greenwich, where naive dates are a day off. */
    static SubmittedJob start(Path logs, Map<String, String> conf, String... arguments) throws IOException {
        Path home = Path.of(System.getProperty("lolbatch.home"));
        List<String> command = new ArrayList<>();
        command.add(SparkHome.locate().resolve("bin/spark-submit").toString());
        command.addAll(List.of("--class", StatisticsJob.class.getName(), "--master", "local[2]"));
        command.addAll(List.of("--driver-memory", "512m"));
        conf.forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
        command.add(home.resolve("spark-job/target/spark-job.jar").toString());
        command.addAll(List.of(arguments));
        Path stderr = Files.createTempFile(logs, "job", ".stderr");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(stderr.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("TZ", "America/New_York");
        return new SubmittedJob(builder.start(), stderr);
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    boolean isOver() {
        return !process.isAlive();
    }

    /** Sends SIGKILL, unless the job ends before that; returns when it is gone. */
    void killAfter(Duration delay) throws InterruptedException {
        if (!process.waitFor(delay.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    String lastLine() throws IOException {
        List<String> lines = Files.readAllLines(stderr);
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    String log() throws IOException {
        return Files.readString(stderr);
    }
}
