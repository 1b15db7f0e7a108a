package dev.lolbatch.benchmarks;

import dev.lolbatch.benchmarks.Ratio.Target;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/** One batch of the guide's size, 50 matches: what an application costs before it has done anything. */
final class SmallJob {
    private static final LocalDate DATE = LocalDate.of(2026, 1, 12);
    private static final int MATCHES = 49;
    /** The first one warms up and does not count. */
    private static final int ROUNDS = 4;

    private SmallJob() {}

    static List<Ratio> measure(BatchLayer layer) throws IOException, InterruptedException {
        double guideSeconds = 0;
        double jobSeconds = 0;
        try (BenchLake lake = layer.lake("small")) {
            long rows = lake.add(DATE, 1, MATCHES);
            for (int round = 0; round < ROUNDS; round++) {
                layer.emptyKeyspace("bench_small");
                layer.emptyKeyspace("bench_small_guide");
                layer.settle();
                Submission guide = layer.guide(lake, DATE, "bench_small_guide");
                layer.settle();
                Submission job = layer.job(lake, "bench_small", "run-" + round, "--date", DATE.toString());
                System.out.println(rows + " rows: guide " + guide.described() + ", job " + job.described());
                guideSeconds += round == 0 ? 0 : guide.wallSeconds();
                jobSeconds += round == 0 ? 0 : job.wallSeconds();
            }
            return List.of(new Ratio(
                    "guide / job, wall, " + rows + " rows", guideSeconds / jobSeconds, new Target.AtLeast(2)));
        }
    }
}
