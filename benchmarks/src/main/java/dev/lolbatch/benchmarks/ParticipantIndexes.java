package dev.lolbatch.benchmarks;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.lolbatch.benchmarks.ParticipantQueries.Dates;
import dev.lolbatch.benchmarks.ParticipantQueries.Page;
import dev.lolbatch.benchmarks.ParticipantQueries.Question;
import dev.lolbatch.benchmarks.Ratio.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The same participants of ten dates in keyspaces that differ in what stands beside {@code match_participants} alone: what it
 * costs Cassandra to write a row, flushes and compactions included, and to answer.
 */
final class ParticipantIndexes {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 12);
    static final Dates ALL_DATES = new Dates(FIRST, FIRST.plusDays(9));
    private static final Dates ONE_DATE = new Dates(FIRST.plusDays(4), FIRST.plusDays(4));
    private static final Dates THREE_DATES = new Dates(FIRST.plusDays(3), FIRST.plusDays(5));

    private static final String KEYSPACE = "bench_indexes";
    private static final int IN_FLIGHT = 64;
    /** Of everything, before what counts: the compiler is to have seen the code of each kind. */
    private static final int WARM_UP_WRITES = 1;

    private static final int SAMPLES = 200;
    private static final int WARM_UP_QUERIES = 40;
    private static final Duration ENOUGH = Duration.ofSeconds(4);

    private final BatchLayer layer;
    private final int matches;

    ParticipantIndexes(BatchLayer layer, int matches) {
        this.layer = layer;
        // A tenth a date, and a tenth of the job's: five kinds are written twice.
        this.matches = matches / 10;
    }

    private static final List<Query> QUERIES = List.of(
            new Query("summoner, all dates", List.of("summoner_name"), Optional.empty(), 0),
            new Query("summoner, three dates", List.of("summoner_name"), Optional.of(THREE_DATES), 0),
            new Query("champion, one date", List.of("champion_name"), Optional.of(ONE_DATE), 0),
            new Query(
                    "champion and position, three dates",
                    List.of("champion_name", "position"),
                    Optional.of(THREE_DATES),
                    0),
            new Query("champion, all dates, fifth page", List.of("champion_name"), Optional.empty(), 4));

    /**
     * A query of the table, for the names in a row.
     *
     * @param pagesBefore that are read, and do not count, before the page that is measured
     */
    private record Query(String label, List<String> columns, Optional<Dates> dates, int pagesBefore) {
        Question question(Map<String, String> names) {
            Map<String, String> equal = new TreeMap<>(names);
            equal.keySet().retainAll(columns);
            return new Question(equal, dates);
        }

        /** The last page before the one that is measured; empty when that is the first. */
        Optional<Page> before(ParticipantQueries queries, Question question) {
            if (pagesBefore == 0) {
                return Optional.empty();
            }
            Page page = queries.first(question);
            for (int i = 1; i < pagesBefore && page.next().isPresent(); i++) {
                page = queries.after(question, page);
            }
            return Optional.of(page);
        }
    }

    /**
     * What answers took.
     *
     * @param cpuMillis of Cassandra, for one answer
     * @param rows in one answer, on average
     */
    private record Answers(double median, double p95, double cpuMillis, double rows, boolean filtered) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%8.1f %8.1f %8.1f %6.1f%s",
                    median,
                    p95,
                    cpuMillis,
                    rows,
                    filtered ? "   ALLOW FILTERING" : "");
        }
    }

    List<Ratio> measure() throws IOException, InterruptedException {
        StoredRows stored = rows();
        List<Map<String, String>> samples = samples(stored);
        Map<IndexKind, Double> micros = new EnumMap<>(IndexKind.class);
        System.out.printf("%n%-14s %-36s %8s %8s %8s %6s%n", "", "milliseconds", "median", "p95", "CPU", "rows");
        for (IndexKind kind : IndexKind.values()) {
            for (int i = 0; i <= WARM_UP_WRITES; i++) {
                micros.put(kind, write(kind, stored));
            }
            for (Query query : QUERIES) {
                System.out.printf(
                        "%-14s %-36s %s%n",
                        kind, query.label(), answers(kind.queries(layer.session(), KEYSPACE), query, samples));
            }
            layer.drop(KEYSPACE);
        }
        System.out.printf("%n%d rows of %d matches, CPU of Cassandra%n", stored.rows(), stored.matches());
        micros.forEach((kind, cpu) -> System.out.printf(Locale.ROOT, "%-14s %6.0f us a row%n", kind, cpu));
        return Arrays.stream(IndexKind.values())
                .filter(kind -> kind != IndexKind.NONE)
                .map(kind -> new Ratio(
                        "write with " + kind + " / without, CPU",
                        micros.get(kind) / micros.get(IndexKind.NONE),
                        new Target.None()))
                .toList();
    }

    private StoredRows rows() throws IOException, InterruptedException {
        try (BenchLake lake = layer.lake("indexes")) {
            ALL_DATES.from().datesUntil(ALL_DATES.to().plusDays(1)).forEach(date -> lake.add(date, 1, matches / 10));
            layer.emptyKeyspace(KEYSPACE);
            layer.job(
                    lake,
                    KEYSPACE,
                    "run-1",
                    "--from",
                    ALL_DATES.from().toString(),
                    "--to",
                    ALL_DATES.to().toString());
            return StoredRows.copy(layer.session(), KEYSPACE, layer.folder().resolve("index_rows"));
        }
    }

    /** Microseconds of Cassandra's CPU for each row. */
    private double write(IndexKind kind, StoredRows stored) throws IOException {
        CqlSession session = layer.session();
        layer.emptyKeyspace(KEYSPACE);
        IndexKind.dropThoseOfTheProduct(session, KEYSPACE);
        kind.create(session, KEYSPACE);
        layer.settle();
        Duration before = layer.cassandraCpu();
        new BareWriter(session, KEYSPACE, stored).write(IN_FLIGHT, Integer.MAX_VALUE);
        kind.writeBeside(session, KEYSPACE, stored, IN_FLIGHT);
        flush();
        layer.settle();
        return layer.cassandraCpu().minus(before).toNanos() / 1e3 / stored.rows();
    }

    // CQL has no flush, but a memtable that is to be flushed each second is.
    private void flush() {
        layer.session()
                .execute("SELECT table_name FROM system_schema.tables WHERE keyspace_name = '" + KEYSPACE + "'")
                .forEach(table -> {
                    if (table.getString(0).equals("match_participants")
                            || table.getString(0).startsWith("by_")) {
                        layer.session()
                                .execute("ALTER TABLE " + KEYSPACE + "." + table.getString(0)
                                        + " WITH memtable_flush_period_in_ms = 1000");
                    }
                });
    }

    private Answers answers(ParticipantQueries queries, Query query, List<Map<String, String>> samples)
            throws IOException {
        long warm = System.nanoTime() + ENOUGH.toNanos();
        for (int i = 0; i < Math.min(WARM_UP_QUERIES, samples.size()) && System.nanoTime() < warm; i++) {
            Question question = query.question(samples.get(i));
            Page unused = page(queries, question, query.before(queries, question));
        }
        List<Double> millis = new ArrayList<>();
        boolean filtered = false;
        long rows = 0;
        long cpu = 0;
        long end = System.nanoTime() + ENOUGH.toNanos();
        for (int i = 0; i < samples.size() && System.nanoTime() < end; i++) {
            Question question = query.question(samples.get(i));
            Optional<Page> before = query.before(queries, question);
            if (before.isPresent() && before.get().next().isEmpty()) {
                // It has no page that is so deep in.
                continue;
            }
            Duration cpuBefore = layer.cassandraCpu();
            long start = System.nanoTime();
            Page page = page(queries, question, before);
            millis.add((System.nanoTime() - start) / 1e6);
            cpu += layer.cassandraCpu().minus(cpuBefore).toNanos();
            rows += page.rows();
            filtered |= page.filtered();
        }
        if (millis.isEmpty()) {
            throw new IOException("Cannot measure " + query.label() + ": none has so many rows; take more MATCHES");
        }
        millis.sort(null);
        int asked = millis.size();
        return new Answers(
                millis.get(asked / 2),
                millis.get(Math.min(asked - 1, asked * 95 / 100)),
                cpu / 1e6 / asked,
                (double) rows / asked,
                filtered);
    }

    private static Page page(ParticipantQueries queries, Question question, Optional<Page> before) {
        return before.map(last -> queries.after(question, last)).orElseGet(() -> queries.first(question));
    }

    /** The names of rows, so that what is often played is often asked for. */
    private static List<Map<String, String>> samples(StoredRows stored) throws IOException {
        List<Map<String, String>> samples = new ArrayList<>();
        int step = Math.max(1, stored.matches() / SAMPLES);
        try (StoredRows.Reader matches = stored.read()) {
            for (int match = 0; matches.hasNext() && samples.size() < SAMPLES; match++) {
                List<StoredRows.Values> rows = matches.next();
                if (match % step == 0) {
                    samples.add(names(stored.columns(), rows.get(match % rows.size())));
                }
            }
        }
        return samples;
    }

    private static Map<String, String> names(List<String> columns, StoredRows.Values row) {
        return Map.of(
                "summoner_name", text(columns, row, "summoner_name"),
                "champion_name", text(columns, row, "champion_name"),
                "position", text(columns, row, "position"));
    }

    private static String text(List<String> columns, StoredRows.Values row, String column) {
        return StandardCharsets.UTF_8
                .decode(row.of().get(columns.indexOf(column)).orElseThrow().duplicate())
                .toString();
    }
}
