package dev.lolbatch.job;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.SparkConf;

/**
 * Spark configuration in a variable of the driver's environment, in the format of properties files. A worker of a standalone
 * cluster starts a driver with all of its configuration as arguments, which everybody there sees, and Kubernetes keeps it in a
 * ConfigMap; who submits the job has the passwords come here instead.
 */
final class DriverSecrets {
    static final String VARIABLE = "SPARK_LOLBATCH_SECRETS";

    private DriverSecrets() {}

    /**
     * Adds what is there; it wins.
     *
     * @throws JobFailure when it cannot be read
     */
    static SparkConf added(SparkConf conf, Map<String, String> environment) {
        Properties secrets = new Properties();
        try {
            secrets.load(new StringReader(environment.getOrDefault(VARIABLE, "")));
        } catch (IOException | IllegalArgumentException e) {
            // What it says may quote a secret.
            throw JobFailure.of(
                    "read the variable " + VARIABLE,
                    "it has another format than properties files",
                    "write a key=value a line, with a backslash doubled");
        }
        SparkConf all = conf.clone();
        secrets.stringPropertyNames().forEach(key -> all.set(key, secrets.getProperty(key)));
        return all;
    }
}
