package dev.lolbatch.orchestrator.spark;

import java.util.Map;

/**
 * What a {@code spark-submit} is given besides its arguments; either may hold secrets.
 *
 * @param conf for the file of properties
 * @param environment variables
 */
record Submission(Map<String, String> conf, Map<String, String> environment) {
    Submission {
        conf = Map.copyOf(conf);
        environment = Map.copyOf(environment);
    }

    /** Leaves out the values: they may hold a password. */
    @Override
    public String toString() {
        return "Submission[conf=" + conf.keySet() + ", environment=" + environment.keySet() + "]";
    }
}
