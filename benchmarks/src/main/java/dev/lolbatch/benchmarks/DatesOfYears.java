package dev.lolbatch.benchmarks;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.lolbatch.benchmarks.Ratio.Target;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/**
 * {@code GET /etl/dates} of ten years, all published, beside that of one: the first answer after a start, which reads the table's
 * metadata and what is published, and those after it.
 */
final class DatesOfYears {
    private static final LocalDate FIRST = LocalDate.of(2016, 1, 1);
    private static final int FILES_A_DAY = 3;
    private static final int ROUNDS = 20;
    private static final String PATH = "/etl/dates?limit=10000";

    private DatesOfYears() {}

    private record Times(Duration first, Duration next) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "first answer %d ms, next %d ms", first.toMillis(), next.toMillis());
        }
    }

    static List<Ratio> measure(BatchLayer layer) throws IOException {
        Times one = times(layer, "one_year", 365);
        Times ten = times(layer, "ten_years", 3_650);
        System.out.println("dates of one year: " + one);
        System.out.println("dates of ten years: " + ten);
        return List.of(
                new Ratio(
                        "dates of ten years / of one, first answer",
                        (double) ten.first().toNanos() / one.first().toNanos(),
                        new Target.AtMost(10)),
                new Ratio(
                        "dates of ten years / of one, next answers",
                        (double) ten.next().toNanos() / one.next().toNanos(),
                        new Target.AtMost(10)));
    }

    private static Times times(BatchLayer layer, String name, int days) throws IOException {
        layer.emptyKeyspace(name);
        try (BenchLake lake = layer.lake(name)) {
            for (int file = 0; file < FILES_A_DAY; file++) {
                lake.register(FIRST, days, 1_000);
            }
            publish(layer.session(), name, days);
            layer.settle();
            try (ServedApp orchestrator = ServedApp.orchestrator(layer, lake, name)) {
                // The service's own first steps are not what is measured.
                orchestrator.get("/etl/runs");
                Duration first = orchestrator.get(PATH);
                Duration next = Duration.ZERO;
                for (int round = 0; round < ROUNDS; round++) {
                    next = next.plus(orchestrator.get(PATH));
                }
                return new Times(first, next.dividedBy(ROUNDS));
            }
        }
    }

    private static void publish(CqlSession session, String keyspace, int days) {
        PreparedStatement version = session.prepare("INSERT INTO " + keyspace
                + ".view_versions (view_name, run_id, parts, snapshot_id, published_at, rows_read)"
                + " VALUES (?, 'run-0', {}, 1, ?, ?)");
        PreparedStatement pointer = session.prepare(
                "INSERT INTO " + keyspace + ".active_views (scope, view_name, run_id) VALUES ('views', ?, 'run-0')");
        for (LocalDate date : FIRST.datesUntil(FIRST.plusDays(days)).toList()) {
            List.<CompletionStage<?>>of(
                            session.executeAsync(version.bind(date.toString(), Instant.EPOCH, 1_000L * FILES_A_DAY)),
                            session.executeAsync(pointer.bind(date.toString())))
                    .forEach(write -> write.toCompletableFuture().join());
        }
    }
}
