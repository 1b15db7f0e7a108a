package dev.lolbatch.orchestrator.spark;

import java.util.Map;
import java.util.Optional;

/** {@code yarn}: the resource manager that the files in HADOOP_CONF_DIR or YARN_CONF_DIR name. */
record YarnMaster() implements SparkMaster {
    @Override
    public String url() {
        return "yarn";
    }

    @Override
    public Map<String, String> executors(Resources resources) {
        return Instances.conf(resources);
    }

    @Override
    public Optional<RemoteDriver> remoteDriver() {
        return Optional.of(new YarnDriver());
    }
}
