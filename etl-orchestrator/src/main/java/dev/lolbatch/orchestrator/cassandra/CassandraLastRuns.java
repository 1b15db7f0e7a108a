package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.lolbatch.orchestrator.dates.LastRuns;
import dev.lolbatch.orchestrator.run.Run;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table {@code etl_last_runs}. */
@Singleton
final class CassandraLastRuns implements LastRuns {
    /** Stays far below the size of batch that Cassandra warns of. */
    private static final int BATCH = 100;

    private final Cassandra cassandra;
    private final String table;

    CassandraLastRuns(Cassandra cassandra) {
        this.cassandra = cassandra;
        this.table = cassandra.table("etl_last_runs");
    }

    /** A run was requested for its dates. May be done again, and late: the last request wins. */
    void requested(Run run) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, run.requestedAt());
        List<LocalDate> dates = run.dates();
        for (int first = 0; first < dates.size(); first += BATCH) {
            BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
            dates.subList(first, Math.min(dates.size(), first + BATCH))
                    .forEach(date -> batch.addStatement(SimpleStatement.newInstance(
                            "INSERT INTO " + table + " (scope, match_date, run_id) VALUES ('dates', ?, ?)"
                                    + " USING TIMESTAMP ?",
                            date,
                            run.id().value(),
                            micros)));
            cassandra.execute(batch.setConsistencyLevel(ConsistencyLevel.QUORUM)
                    .setIdempotence(true)
                    .build());
        }
    }

    @Override
    public Map<LocalDate, String> between(LocalDate from, LocalDate to) {
        return cassandra.translating(() -> {
            Map<LocalDate, String> runs = new HashMap<>();
            for (Row row : cassandra.execute(SimpleStatement.newInstance(
                            "SELECT match_date, run_id FROM " + table
                                    + " WHERE scope = 'dates' AND match_date >= ? AND match_date <= ?",
                            from,
                            to)
                    .setConsistencyLevel(ConsistencyLevel.QUORUM))) {
                runs.put(row.getLocalDate("match_date"), row.getString("run_id"));
            }
            return runs;
        });
    }
}
