package dev.lolbatch.orchestrator.spark;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What a job may take; what is empty is as Spark's defaults have it.
 *
 * @param driverMemory heap: a number and a unit
 * @param driverCores of the cluster, at least 1; heeded in cluster mode only
 * @param executorMemory heap of each executor: a number and a unit
 * @param executorCores of each executor, at least 1
 * @param executors how many, at least 1
 */
public record Resources(
        String driverMemory,
        OptionalInt driverCores,
        Optional<String> executorMemory,
        OptionalInt executorCores,
        OptionalInt executors) {
    public Resources {
        requireMemory("etl.spark.driver-memory", driverMemory);
        executorMemory.ifPresent(memory -> requireMemory("etl.spark.executor-memory", memory));
        requirePositive("etl.spark.driver-cores", driverCores);
        requirePositive("etl.spark.executor-cores", executorCores);
        requirePositive("etl.spark.executors", executors);
    }

    /** A driver that does all the work itself, or leaves the rest to Spark's defaults. */
    public static Resources ofDriver(String memory) {
        return new Resources(memory, OptionalInt.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    /** What every master understands: all but the number of executors. */
    Map<String, String> conf() {
        Map<String, String> conf = new TreeMap<>();
        conf.put("spark.driver.memory", driverMemory);
        driverCores.ifPresent(cores -> conf.put("spark.driver.cores", Integer.toString(cores)));
        executorMemory.ifPresent(memory -> conf.put("spark.executor.memory", memory));
        executorCores.ifPresent(cores -> conf.put("spark.executor.cores", Integer.toString(cores)));
        return conf;
    }

    private static void requireMemory(String key, String value) {
        if (!value.matches("[1-9][0-9]*[kmgKMG]")) {
            throw new IllegalArgumentException("Cannot use " + key + "=" + value
                    + ": Spark would refuse every job; write a number and a unit, such as 1g or 768m");
        }
    }

    private static void requirePositive(String key, OptionalInt value) {
        if (value.isPresent() && value.getAsInt() < 1) {
            throw new IllegalArgumentException("Cannot use " + key + "=" + value.getAsInt()
                    + ": Spark would refuse every job; set it to 1 or more, or leave it out");
        }
    }
}
