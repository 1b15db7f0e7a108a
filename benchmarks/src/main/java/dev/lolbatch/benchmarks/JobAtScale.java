package dev.lolbatch.benchmarks;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.lolbatch.benchmarks.Ratio.Target;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * One date of many matches: the guide's pipeline, the job and the bare driver, on the same servers, rows, tables and indexes,
 * each into a keyspace of its own that is dropped before the next, when Cassandra has settled.
 *
 * <p>The sink of an application is the stages that write to Cassandra, as Spark's events give them: for the guide its three
 * saves, for the job the one that writes participants. All but the sink is the rest of the application, from its start to its
 * end by the same events: planning, reading, counting, shuffling, and what the driver does by itself, the job's views and
 * statistics with it. What is computed in the same stage as the write, in both, counts as the sink.
 */
final class JobAtScale {
    private static final LocalDate DATE = LocalDate.of(2026, 1, 12);
    /** As many as fill ingest's production batch. */
    private static final int MATCHES_PER_FILE = 1_800;

    private static final int WARM_UP_MATCHES = 5_000;
    private static final int TUNING_MATCHES = 4_000;
    private static final List<Integer> IN_FLIGHT = List.of(16, 32, 64, 128, 256);

    private final BatchLayer layer;
    private final int matches;

    JobAtScale(BatchLayer layer, int matches) {
        this.layer = layer;
        this.matches = matches;
    }

    List<Ratio> measure() throws IOException, InterruptedException {
        int inFlight = warmUp();
        try (BenchLake lake = layer.lake("scale")) {
            int files = (matches + MATCHES_PER_FILE - 1) / MATCHES_PER_FILE;
            long rows = lake.add(DATE, files, matches / files);
            Submission guide = guide(lake);
            Submission job = job(lake, "run-1");
            double late = shareWrittenAfterLateMatches(lake, rows);
            StoredRows stored =
                    StoredRows.copy(layer.session(), "bench_job", layer.folder().resolve("rows"));
            layer.drop("bench_job");
            BareWriter.Pass bare = bare("bench_bare", stored, inFlight, Integer.MAX_VALUE);
            double rate = rows / seconds(job.events().writing());
            System.out.printf(
                    Locale.ROOT,
                    "%d rows: guide %s, job %s, %s%n",
                    rows,
                    guide.described(),
                    job.described(),
                    String.format(Locale.ROOT, "participants a second: job %.0f, bare driver %.0f", rate, bare.rate()));
            return List.of(
                    new Ratio(
                            "guide / job, wall, " + rows + " rows",
                            guide.wallSeconds() / job.wallSeconds(),
                            new Target.AtLeast(2)),
                    new Ratio(
                            "guide / job, all but the sink",
                            seconds(guide.events().allButWriting())
                                    / seconds(job.events().allButWriting()),
                            new Target.AtLeast(5)),
                    new Ratio("job / bare driver, participants a second", rate / bare.rate(), new Target.AtLeast(0.8)),
                    new Ratio("rows written after 1 % late matches, %", 100 * late, new Target.AtMost(1.5)));
        }
    }

    /**
     * Runs Cassandra, the page cache and the driver warm.
     *
     * @return with how many batches in flight the bare driver is fastest
     */
    private int warmUp() throws IOException, InterruptedException {
        try (BenchLake lake = layer.lake("warm_up")) {
            lake.add(DATE, 1, WARM_UP_MATCHES);
            layer.emptyKeyspace("bench_warm_up");
            layer.job(lake, "bench_warm_up", "run-0", "--date", DATE.toString());
            StoredRows stored = StoredRows.copy(
                    layer.session(), "bench_warm_up", layer.folder().resolve("warm_up_rows"));
            layer.drop("bench_warm_up");
            int best = IN_FLIGHT.get(0);
            double rate = 0;
            for (int inFlight : IN_FLIGHT) {
                BareWriter.Pass pass = bare("bench_tuning", stored, inFlight, TUNING_MATCHES);
                System.out.printf(
                        Locale.ROOT, "bare driver, %d in flight: %.0f rows a second%n", inFlight, pass.rate());
                if (pass.rate() > rate) {
                    best = inFlight;
                    rate = pass.rate();
                }
            }
            return best;
        }
    }

    private Submission guide(BenchLake lake) throws IOException, InterruptedException {
        layer.emptyKeyspace("bench_guide");
        layer.settle();
        Submission guide = layer.guide(lake, DATE, "bench_guide");
        layer.drop("bench_guide");
        return guide;
    }

    private Submission job(BenchLake lake, String runId) throws IOException, InterruptedException {
        layer.emptyKeyspace("bench_job");
        layer.settle();
        return layer.job(lake, "bench_job", runId, "--date", DATE.toString());
    }

    private double shareWrittenAfterLateMatches(BenchLake lake, long rows) throws IOException, InterruptedException {
        long late = lake.add(DATE, 1, matches / 100);
        Submission rerun = layer.job(lake, "bench_job", "run-2", "--date", DATE.toString());
        Row record = layer.session()
                .execute("SELECT rows_written FROM bench_job.job_runs WHERE run_id = 'run-2'")
                .one();
        long written = record.getMap("rows_written", String.class, Long.class).get("match_participants");
        System.out.printf(
                "after %d late rows: %d of %d rows written, %s%n", late, written, rows + late, rerun.described());
        if (written < late) {
            throw new IOException("Cannot measure the rerun: it wrote " + written + " of " + late + " late rows");
        }
        return (double) written / (rows + late);
    }

    private BareWriter.Pass bare(String keyspace, StoredRows stored, int inFlight, int matches) throws IOException {
        layer.emptyKeyspace(keyspace);
        layer.settle();
        BareWriter.Pass pass = new BareWriter(layer.session(), keyspace, stored).write(inFlight, matches);
        layer.drop(keyspace);
        return pass;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
