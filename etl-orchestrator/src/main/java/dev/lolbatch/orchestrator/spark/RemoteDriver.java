package dev.lolbatch.orchestrator.spark;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.launcher.SparkLauncher;

/** How a kind of master deals with drivers on its own machines. */
sealed interface RemoteDriver permits StandaloneDriver, YarnDriver, KubernetesDriver {
    /**
     * What the submitter is given, so that it ends with the driver and not before, and the driver is started once.
     *
     * @param conf the job's, with its secrets
     */
    Submission submission(String jobId, Map<String, String> conf);

    /**
     * What the master calls the driver of a run; empty as long as nothing was submitted.
     *
     * @param conf what the submitter was given
     * @param log what the submitter has printed
     */
    Optional<String> find(String jobId, Map<String, String> conf, String log);

    /** Has a {@code spark-submit} end a driver. */
    void kill(SparkLauncher command, String driver);

    /** Whether that command stays until the driver has ended; else it has only asked for it. */
    boolean killStays();

    /** Whether a command that failed to end a driver has printed that there is none to be ended. */
    boolean saysGone(String output);
}
