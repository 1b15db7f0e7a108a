package dev.lolbatch.orchestrator.spark;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The part of a job's configuration that is secret and that nobody but the job reads. Where a master would show it to others,
 * it goes in one variable of the driver's environment, from which the job takes it.
 */
record JobSecrets(Map<String, String> entries) {
    /** The job knows this name too. Spark's submission over REST passes on only variables that begin with SPARK_. */
    static final String VARIABLE = "SPARK_LOLBATCH_SECRETS";

    /** As Spark's own spark.redaction.regex. */
    private static final Pattern SECRET = Pattern.compile("(?i)secret|password|token|access[.]?key");

    /** Whatever else is secret, Spark itself needs before the job's code runs. */
    private static final Pattern OF_THE_JOB = Pattern.compile("spark\\.(cassandra|hadoop|lolbatch|sql\\.catalog)\\..*");

    JobSecrets {
        entries = Map.copyOf(entries);
    }

    static JobSecrets in(Map<String, String> conf) {
        Map<String, String> secrets = new HashMap<>(conf);
        secrets.keySet()
                .removeIf(key -> !OF_THE_JOB.matcher(key).matches()
                        || !SECRET.matcher(key).find());
        return new JobSecrets(secrets);
    }

    /** The configuration without them. */
    Map<String, String> leftOutOf(Map<String, String> conf) {
        Map<String, String> rest = new TreeMap<>(conf);
        rest.keySet().removeAll(entries.keySet());
        return rest;
    }

    /** The variable, in the format of properties files; none when there are no secrets. */
    Map<String, String> environment() {
        if (entries.isEmpty()) {
            return Map.of();
        }
        Properties properties = new Properties();
        properties.putAll(entries);
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(VARIABLE, text.toString());
    }

    /** Leaves out the values. */
    @Override
    public String toString() {
        return "JobSecrets" + entries.keySet();
    }
}
