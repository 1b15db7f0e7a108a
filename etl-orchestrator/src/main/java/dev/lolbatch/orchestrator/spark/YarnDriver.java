package dev.lolbatch.orchestrator.spark;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.launcher.SparkLauncher;

/**
 * A driver in the application master of a YARN application. Its configuration lies in the staging folder, which is its user's
 * alone. {@code spark-submit --kill} does not know YARN; the class behind {@code yarn application} does, and every Spark
 * distribution has it.
 */
record YarnDriver() implements RemoteDriver {
    private static final Pattern APPLICATION = Pattern.compile("\\bapplication_[0-9]+_[0-9]+\\b");

    @Override
    public Submission submission(String jobId, Map<String, String> conf) {
        Map<String, String> all = new TreeMap<>(conf);
        all.put("spark.yarn.submit.waitAppCompletion", "true");
        all.put("spark.yarn.maxAppAttempts", "1");
        return new Submission(all, Map.of());
    }

    @Override
    public Optional<String> find(String jobId, Map<String, String> conf, String log) {
        Matcher application = APPLICATION.matcher(log);
        return application.find() ? Optional.of(application.group()) : Optional.empty();
    }

    @Override
    public void kill(SparkLauncher command, String driver) {
        command.setMaster("local")
                .setMainClass("org.apache.hadoop.yarn.client.cli.ApplicationCLI")
                .setAppResource(SparkLauncher.NO_RESOURCE)
                .addAppArgs("application", "-kill", driver);
    }

    @Override
    public boolean killStays() {
        return true;
    }

    @Override
    public boolean saysGone(String output) {
        return output.contains("doesn't exist in RM");
    }
}
