package dev.lolbatch.orchestrator.spark;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.launcher.SparkLauncher;

/**
 * A driver on a worker of a standalone cluster, by the master's own port alone. Spark's REST port is not used: it is closed by
 * default, takes jobs from anybody, and its client does not wait for a driver's end. {@code spark-submit --kill} speaks REST
 * only, so that drivers are ended by the class behind it that does not.
 */
record StandaloneDriver(String master) implements RemoteDriver {
    private static final String WAIT = "spark.standalone.submit.waitAppCompletion";
    private static final Pattern SUBMITTED = Pattern.compile("submitted as (driver-[0-9]+-[0-9]+)");

    /** Workers start a driver with all of its configuration as arguments, which everybody there sees. */
    @Override
    public Submission submission(String jobId, Map<String, String> conf) {
        JobSecrets secrets = JobSecrets.in(conf);
        Map<String, String> all = secrets.leftOutOf(conf);
        all.put(WAIT, "true");
        // Spark itself forgets them in this one case, and on Java 17 no driver comes up without.
        all.merge(
                SparkLauncher.DRIVER_EXTRA_JAVA_OPTIONS,
                JavaModuleOptions.defaultModuleOptions(),
                (asked, modules) -> modules + " " + asked);
        all.put("spark.master.rest.enabled", "false");
        all.put("spark.driver.supervise", "false");
        return new Submission(all, secrets.environment());
    }

    @Override
    public Optional<String> find(String jobId, Map<String, String> conf, String log) {
        Matcher submitted = SUBMITTED.matcher(log);
        return submitted.find() ? Optional.of(submitted.group(1)) : Optional.empty();
    }

    @Override
    public void kill(SparkLauncher command, String driver) {
        command.setMaster("local")
                .setConf(WAIT, "true")
                .setMainClass("org.apache.spark.deploy.Client")
                .setAppResource(SparkLauncher.NO_RESOURCE)
                .addAppArgs("--verbose", "kill", master, driver);
    }

    @Override
    public boolean killStays() {
        return true;
    }

    @Override
    public boolean saysGone(String output) {
        return output.contains("has already finished or does not exist");
    }
}
