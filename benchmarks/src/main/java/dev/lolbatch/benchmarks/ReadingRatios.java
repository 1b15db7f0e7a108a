package dev.lolbatch.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs both sides of {@link ReadingBenchmark} in turn, a fork each, and takes the median of the rounds' ratios: what else
 * the machine does then hits both sides alike.
 */
final class ReadingRatios {
    private static final int ROUNDS = 3;

    private ReadingRatios() {}

    static double of(Backlog.Kind form) throws RunnerException {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double peer = throughput("tokens", form);
            ratios.add(throughput("matches", form) / peer);
        }
        return ratios.stream().sorted().skip(ROUNDS / 2).findFirst().orElseThrow();
    }

    private static double throughput(String method, Backlog.Kind form) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(ReadingBenchmark.class.getName() + "\\." + method + "$")
                        .param("form", form.name())
                        .forks(1)
                        .jvmArgsAppend("-Xmx512m")
                        .build())
                .runSingle()
                .getPrimaryResult()
                .getScore();
    }
}
