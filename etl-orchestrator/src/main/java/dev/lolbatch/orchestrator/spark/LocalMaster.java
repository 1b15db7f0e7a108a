package dev.lolbatch.orchestrator.spark;

import java.util.Map;
import java.util.Optional;

/** {@code local[*]} or {@code local[n]}: the driver does all the work in its own threads. */
record LocalMaster(String url) implements SparkMaster {
    /** There are none, whatever is asked for. */
    @Override
    public Map<String, String> executors(Resources resources) {
        return Map.of();
    }

    @Override
    public Optional<RemoteDriver> remoteDriver() {
        return Optional.empty();
    }
}
