package dev.lolbatch.orchestrator.spark;

import java.util.Map;

/** The number of executors where a master counts them. */
final class Instances {
    private Instances() {}

    static Map<String, String> conf(Resources resources) {
        return resources.executors().isEmpty()
                ? Map.of()
                : Map.of(
                        "spark.executor.instances",
                        Integer.toString(resources.executors().getAsInt()));
    }
}
