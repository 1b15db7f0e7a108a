package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunId;
import dev.lolbatch.orchestrator.run.RunQuery;
import dev.lolbatch.orchestrator.run.RunStore;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Runs in {@code etl_runs}: a partition a year, newest first. Every write is conditional. */
@Singleton
final class CassandraRunStore implements RunStore {
    private static final int PAGE = 200;

    private final Cassandra cassandra;
    private final CassandraLastRuns lastRuns;
    private final String table;

    CassandraRunStore(Cassandra cassandra, CassandraLastRuns lastRuns) {
        this.cassandra = cassandra;
        this.lastRuns = lastRuns;
        this.table = cassandra.table("etl_runs");
    }

    @Override
    public boolean insert(Run run) {
        // First: should it be all that is done, whoever finds the run's claim stores the run.
        lastRuns.requested(run);
        return writeConditionally(run, RunRow.of(run).insertInto(table));
    }

    @Override
    public boolean replace(Run next) {
        return writeConditionally(next, RunRow.of(next).updateOf(table, next.version() - 1));
    }

    @Override
    public Optional<Run> find(RunId id) {
        Row row = cassandra
                .execute(SimpleStatement.newInstance(
                                "SELECT * FROM " + table + " WHERE year = ? AND run_id = ?", id.year(), id.value())
                        // Sees a conditional write whose answer was lost, which a plain read may not.
                        .setConsistencyLevel(ConsistencyLevel.SERIAL))
                .one();
        return Optional.ofNullable(row).map(RunRow::run);
    }

    @Override
    public List<Run> list(RunQuery query) {
        return cassandra.translating(() -> {
            List<Run> runs = new ArrayList<>();
            for (int year : yearsNewestFirst(query)) {
                for (Row row : cassandra.execute(select(query, year))) {
                    Run run = RunRow.run(row);
                    if (query.matches(run)) {
                        runs.add(run);
                    }
                    if (runs.size() == query.limit()) {
                        return runs;
                    }
                }
            }
            return runs;
        });
    }

    private SimpleStatement select(RunQuery query, int year) {
        SimpleStatement select = query.before()
                .filter(before -> before.year() == year)
                .map(before -> SimpleStatement.newInstance(
                        "SELECT * FROM " + table + " WHERE year = ? AND run_id < ?", year, before.value()))
                .orElseGet(() -> SimpleStatement.newInstance("SELECT * FROM " + table + " WHERE year = ?", year));
        return select.setConsistencyLevel(ConsistencyLevel.QUORUM).setPageSize(PAGE);
    }

    private List<Integer> yearsNewestFirst(RunQuery query) {
        return cassandra
                .execute(SimpleStatement.newInstance("SELECT DISTINCT year FROM " + table)
                        .setConsistencyLevel(ConsistencyLevel.QUORUM))
                .all()
                .stream()
                .map(row -> row.getInt("year"))
                .filter(year -> query.before().filter(id -> id.year() < year).isEmpty())
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** When the answer is lost, the table says whether the write was done. */
    private boolean writeConditionally(Run run, SimpleStatement statement) {
        try {
            return cassandra.execute(Cassandra.conditional(statement)).wasApplied();
        } catch (OrchestratorException lost) {
            if (find(run.id()).filter(run::equals).isPresent()) {
                return true;
            }
            throw lost;
        }
    }
}
