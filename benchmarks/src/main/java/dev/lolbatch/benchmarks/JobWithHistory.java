package dev.lolbatch.benchmarks;

import dev.lolbatch.benchmarks.Ratio.Target;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/**
 * A new day over a long history and over one day of it. Both histories are in the lake and in the views; their days are as
 * large as the new ones.
 */
final class JobWithHistory {
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final int FILES_A_DAY = 5;
    private static final int MATCHES_PER_FILE = 20;
    /** The first one warms up and does not count. */
    private static final int ROUNDS = 4;

    private JobWithHistory() {}

    static List<Ratio> measure(BatchLayer layer, int days) throws IOException, InterruptedException {
        LocalDate next = FIRST.plusDays(days);
        double longSeconds = 0;
        double shortSeconds = 0;
        try (BenchLake longHistory = layer.lake("long_history");
                BenchLake shortHistory = layer.lake("short_history")) {
            Submission past = published(layer, longHistory, "bench_long", FIRST, next);
            System.out.println("history of " + days + " days: " + past.described());
            published(layer, shortHistory, "bench_short", next.minusDays(1), next);
            for (int round = 0; round < ROUNDS; round++) {
                LocalDate day = next.plusDays(round);
                add(longHistory, day);
                add(shortHistory, day);
                layer.settle();
                Submission withLong = layer.job(longHistory, "bench_long", "run-1" + round, "--date", day.toString());
                layer.settle();
                Submission withShort =
                        layer.job(shortHistory, "bench_short", "run-1" + round, "--date", day.toString());
                System.out.println("a new day: after " + days + " days " + withLong.described() + ", after one "
                        + withShort.described());
                longSeconds += round == 0 ? 0 : withLong.wallSeconds();
                shortSeconds += round == 0 ? 0 : withShort.wallSeconds();
            }
        }
        return List.of(new Ratio(
                "a new day after " + days + " days / after one, wall",
                longSeconds / shortSeconds,
                new Target.AtMost(1.2)));
    }

    private static Submission published(
            BatchLayer layer, BenchLake lake, String keyspace, LocalDate from, LocalDate until)
            throws IOException, InterruptedException {
        from.datesUntil(until).forEach(day -> add(lake, day));
        layer.emptyKeyspace(keyspace);
        return layer.job(
                lake,
                keyspace,
                "run-0",
                "--from",
                from.toString(),
                "--to",
                until.minusDays(1).toString());
    }

    private static void add(BenchLake lake, LocalDate day) {
        lake.add(day, FILES_A_DAY, MATCHES_PER_FILE);
    }
}
