package dev.lolbatch.orchestrator.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.launcher.SparkLauncher;

/**
 * A driver in a pod. The pod is named after its run, so that it is found also by an orchestrator whose own pod is new and has no
 * log of it. It is in the orchestrator's own namespace where no other is named, since that is where its role holds.
 *
 * @param ownNamespace the file in which a pod finds its namespace; absent outside of pods
 */
record KubernetesDriver(String master, Path ownNamespace) implements RemoteDriver {
    private static final String NAMESPACE = "spark.kubernetes.namespace";
    private static final String SECRETS = "spark.kubernetes.driver.secretKeyRef." + JobSecrets.VARIABLE;

    /**
     * A driver's configuration is a ConfigMap, which many may read. Where a Secret is named for the job's secrets, they are left
     * out of it.
     */
    @Override
    public Submission submission(String jobId, Map<String, String> conf) {
        Map<String, String> all =
                conf.containsKey(SECRETS) ? JobSecrets.in(conf).leftOutOf(conf) : new TreeMap<>(conf);
        // It logs the pod's state that often; every second by default.
        all.putIfAbsent("spark.kubernetes.report.interval", "30s");
        namespace().ifPresent(namespace -> all.putIfAbsent(NAMESPACE, namespace));
        all.put("spark.kubernetes.submission.waitAppCompletion", "true");
        all.put("spark.kubernetes.driver.pod.name", pod(jobId));
        return new Submission(all, Map.of());
    }

    @Override
    public Optional<String> find(String jobId, Map<String, String> conf, String log) {
        return Optional.of(conf.getOrDefault(NAMESPACE, "default") + ":" + pod(jobId));
    }

    /** SparkLauncher has no word for it, and passes on arguments of spark-submit as they are. */
    @Override
    public void kill(SparkLauncher command, String driver) {
        command.setMaster(master).addSparkArg("--kill", driver);
    }

    @Override
    public boolean killStays() {
        return false;
    }

    @Override
    public boolean saysGone(String output) {
        return output.contains("No applications found");
    }

    private Optional<String> namespace() {
        if (!Files.isReadable(ownNamespace)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(ownNamespace).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot read this pod's namespace from " + ownNamespace + ": " + e.getMessage()
                            + "; set spark.kubernetes.namespace in etl.spark.conf or etl.spark.properties-file",
                    e);
        }
    }

    private static String pod(String jobId) {
        return "lolbatch-" + jobId.toLowerCase(Locale.ROOT) + "-driver";
    }
}
