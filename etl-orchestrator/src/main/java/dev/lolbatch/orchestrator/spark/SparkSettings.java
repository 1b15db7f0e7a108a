package dev.lolbatch.orchestrator.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * With what and how the job is started.
 *
 * @param home folder of a Spark 3.5 distribution for Scala 2.13
 * @param jobJar jar of spark-job
 * @param conf Spark configuration of the job; may hold secrets
 * @param logDir folder for what the jobs print, created when it is absent
 */
public record SparkSettings(
        Path home, Path jobJar, String master, String driverMemory, Map<String, String> conf, Path logDir) {
    public SparkSettings {
        conf = Map.copyOf(conf);
        if (!driverMemory.matches("[1-9][0-9]*[kmgKMG]")) {
            throw new IllegalArgumentException("Cannot use etl.spark.driver-memory=" + driverMemory
                    + ": Spark would refuse every job; write a number and a unit, such as 1g or 768m");
        }
        if (master.isBlank()) {
            throw new IllegalArgumentException(
                    "Cannot use an empty etl.spark.master: Spark would refuse every job; write for example local[*]");
        }
    }

    /** What keeps jobs from starting, in words; empty when nothing does. */
    public Optional<String> fault() {
        if (!Files.isExecutable(submit())) {
            return Optional.of("Cannot start jobs: " + submit()
                    + " is no executable file; set etl.spark.home to the folder" + " of a Spark distribution");
        }
        if (!Files.isReadable(jobJar)) {
            return Optional.of("Cannot start jobs: " + jobJar
                    + " is no readable file; build spark-job or set etl.spark.job-jar to its jar");
        }
        return Optional.empty();
    }

    private Path submit() {
        return home.resolve("bin").resolve("spark-submit");
    }

    /** Leaves out the configuration's values: they may hold a password. */
    @Override
    public String toString() {
        return "SparkSettings[home=" + home + ", jobJar=" + jobJar + ", master=" + master + ", driverMemory="
                + driverMemory + ", conf=" + conf.keySet() + ", logDir=" + logDir + "]";
    }
}
