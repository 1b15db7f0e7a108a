package dev.lolbatch.orchestrator.spark;

import dev.lolbatch.orchestrator.run.Child;
import dev.lolbatch.orchestrator.run.Job;
import dev.lolbatch.orchestrator.run.LaunchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.launcher.SparkLauncher;

/**
 * Finds and ends the driver of one run. By what the master calls it stands in the run's log, if not in its name, so that an
 * orchestrator that has not started it finds it too.
 */
final class ClusterCommands {
    /** What it takes to speak to a master; the rest is the job's, and a jar or an agent of it would only be in the way. */
    private static final Pattern NEEDED =
            Pattern.compile("spark\\.(authenticate|hadoop|io|kubernetes|network|rpc|ssl|yarn)(\\..*)?");

    private final SparkSettings settings;
    private final String host;
    private final RunFiles files;
    private final RemoteDriver remote;
    private final Map<String, String> conf;

    /**
     * @param host name of this machine
     * @param conf what the run's submitter was given, or would be
     */
    ClusterCommands(
            SparkSettings settings, String host, RunFiles files, RemoteDriver remote, Map<String, String> conf) {
        this.settings = settings;
        this.host = host;
        this.files = files;
        this.remote = remote;
        this.conf = conf;
    }

    String jobId() {
        return files.jobId();
    }

    /** What the master calls the run's driver; empty as long as nothing is known to have been submitted. */
    Optional<String> driver() {
        return remote.find(jobId(), conf, log());
    }

    /** Starts a command that ends a driver, and returns at once. */
    Job kill(String driver) {
        try {
            Map<String, String> needed = new TreeMap<>(conf);
            needed.keySet().removeIf(key -> !NEEDED.matcher(key).matches());
            needed.put("spark.driver.memory", "256m");
            ConfFile file = ConfFile.write(files.killConf(), needed);
            SparkLauncher command = new SubmitProcess(settings.home(), files.log())
                    .quiet(SubmitterLogging.write(settings.logDir()), Map.of())
                    .setPropertiesFile(file.path().toString());
            remote.kill(command, driver);
            Process process = command.launch();
            return new ProcessJob(
                    process,
                    new Child(host, process.pid(), process.info().startInstant().orElseGet(Instant::now)),
                    file);
        } catch (IOException e) {
            throw new LaunchException(
                    "Cannot end driver " + driver + ": " + e.getMessage() + "; check etl.spark.home and etl.log-dir",
                    e);
        }
    }

    /** Whether a command has ended the driver, or found it ended; deletes what the command was given. */
    boolean hasKilled(Job command) {
        ConfFile.at(files.killConf()).close();
        return command.exitCode().equals(OptionalInt.of(0)) || remote.saysGone(log());
    }

    /** Whether a driver that a command has ended is gone, and not only going. */
    boolean killStays() {
        return remote.killStays();
    }

    private String log() {
        Path log = files.log();
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + log + ": " + e.getMessage() + "; check etl.log-dir", e);
        }
    }
}
