package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.lolbatch.orchestrator.events.EventLog;
import dev.lolbatch.orchestrator.events.RunEvent;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunId;
import dev.lolbatch.orchestrator.run.RunJournal;
import dev.lolbatch.orchestrator.run.RunState;
import dev.lolbatch.orchestrator.run.StateChange;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The events of runs. How far a run has been told stands in its row, after it was, and perhaps too low for a while: the log keeps
 * each event once all the same.
 */
@Singleton
final class CassandraRunJournal implements RunJournal {
    private final Cassandra cassandra;
    private final EventLog events;
    private final String table;

    CassandraRunJournal(Cassandra cassandra, EventLog events) {
        this.cassandra = cassandra;
        this.events = events;
        this.table = cassandra.table("etl_runs");
    }

    @Override
    public int told(RunId id) {
        Row row = cassandra
                .execute(SimpleStatement.newInstance(
                                "SELECT told FROM " + table + " WHERE year = ? AND run_id = ?", id.year(), id.value())
                        .setConsistencyLevel(ConsistencyLevel.QUORUM))
                .one();
        return row == null ? 0 : row.getInt("told");
    }

    @Override
    public void append(Run run, int index) {
        StateChange change = run.changes().get(index);
        Optional<String> failure = change.state() == RunState.Name.FAILED ? run.failure() : Optional.empty();
        events.append(new RunEvent(run.id().value(), index, change.state().name(), change.at(), failure, run.dates()));
        cassandra.execute(SimpleStatement.newInstance(
                        "UPDATE " + table + " SET told = ? WHERE year = ? AND run_id = ?",
                        index + 1,
                        run.id().year(),
                        run.id().value())
                .setConsistencyLevel(ConsistencyLevel.QUORUM)
                .setIdempotent(true));
    }
}
