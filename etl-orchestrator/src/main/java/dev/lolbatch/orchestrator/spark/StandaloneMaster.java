package dev.lolbatch.orchestrator.spark;

import java.util.Map;
import java.util.Optional;

/** {@code spark://host:port}: Spark's own master and workers. It counts cores, not executors. */
record StandaloneMaster(String url) implements SparkMaster {
    @Override
    public Map<String, String> executors(Resources resources) {
        if (resources.executors().isEmpty()) {
            return Map.of();
        }
        int executors = resources.executors().getAsInt();
        if (resources.executorCores().isEmpty()) {
            throw new IllegalArgumentException("Cannot use etl.spark.executors=" + executors + " on " + url
                    + ": such a master counts cores, and how many an executor has is not said; "
                    + "set etl.spark.executor-cores as well");
        }
        long cores = (long) executors * resources.executorCores().getAsInt();
        return Map.of("spark.cores.max", Long.toString(cores));
    }

    @Override
    public Optional<RemoteDriver> remoteDriver() {
        return Optional.of(new StandaloneDriver(url));
    }
}
