package dev.lolbatch.orchestrator.spark;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.launcher.SparkLauncher;

/**
 * A {@code bin/spark-submit} of a Spark home.
 *
 * @param log takes what it prints
 */
record SubmitProcess(Path home, Path log) {
    private static final String OPTIONS = "SPARK_SUBMIT_OPTS";

    /** One that is the driver: the log is the job's, from its beginning. */
    SparkLauncher driver() {
        return started(new SparkLauncher()).redirectOutput(log.toFile());
    }

    /**
     * One that deals with a driver elsewhere: it adds to the log.
     *
     * @param logging its log4j2 configuration
     * @param environment further variables, which reach the driver too
     */
    SparkLauncher quiet(Path logging, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put(
                OPTIONS,
                (System.getenv().getOrDefault(OPTIONS, "") + " \"-Dlog4j2.configurationFile=" + logging.toUri() + "\"")
                        .strip());
        return started(new SparkLauncher(variables)).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    private SparkLauncher started(SparkLauncher launcher) {
        return launcher.setSparkHome(home.toString())
                .setJavaHome(System.getProperty("java.home"))
                .redirectError();
    }
}
