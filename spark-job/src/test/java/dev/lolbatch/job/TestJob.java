package dev.lolbatch.job;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;

/** The job in the test's own JVM, on a lake and with settings. */
record TestJob(TestLake lake, Map<String, String> conf) {
    TestJob {
        conf = Map.copyOf(conf);
    }

    TestJob with(String key, String value) {
        Map<String, String> changed = new LinkedHashMap<>(conf);
        changed.put(key, value);
        return new TestJob(lake, changed);
    }

    /** @throws JobFailure when the run does not succeed */
    void run(String runId, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--run-id", runId));
        all.addAll(List.of(arguments));
        new RecordedRun(sparkConf(), Clock.systemUTC()).executeIn(lake.spark(), JobArguments.parse(all));
    }

    SparkConf sparkConf() {
        SparkConf given = new SparkConf(false);
        conf.forEach(given::set);
        return SparkSettings.complete(given);
    }
}
