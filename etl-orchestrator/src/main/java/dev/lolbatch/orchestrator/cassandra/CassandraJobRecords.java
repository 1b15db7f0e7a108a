package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.lolbatch.orchestrator.run.JobRecord;
import dev.lolbatch.orchestrator.run.JobRecords;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The table {@code job_runs}, which the job writes. */
@Singleton
final class CassandraJobRecords implements JobRecords {
    private final Cassandra cassandra;
    private final String select;

    CassandraJobRecords(Cassandra cassandra) {
        this.cassandra = cassandra;
        this.select = "SELECT * FROM " + cassandra.table("job_runs") + " WHERE run_id = ?";
    }

    @Override
    public Optional<JobRecord> find(String jobId) {
        Row row = cassandra
                .execute(SimpleStatement.newInstance(select, jobId).setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM))
                .one();
        // A job whose first write was lost may have made later ones: it has not said that it runs.
        return Optional.ofNullable(row)
                .filter(found -> !found.isNull("state") && !found.isNull("started_at"))
                .map(CassandraJobRecords::record);
    }

    private static JobRecord record(Row row) {
        return new JobRecord(
                JobRecord.State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("stage")),
                new JobRecord.Progress(
                        row.getInt("percent"),
                        row.getInt("dates_done"),
                        row.isNull("dates_total") ? OptionalInt.empty() : OptionalInt.of(row.getInt("dates_total"))),
                number(row, "snapshot_id"),
                Optional.ofNullable(row.getString("code_version")),
                number(row, "rows_read"),
                counts(row, "rows_removed"),
                counts(row, "rows_written"),
                Optional.ofNullable(row.getString("failure")),
                row.getBoolean("temporary"),
                Objects.requireNonNull(row.getInstant("started_at"), "started_at"),
                Objects.requireNonNull(row.getInstant("updated_at"), "updated_at"));
    }

    private static OptionalLong number(Row row, String column) {
        return row.isNull(column) ? OptionalLong.empty() : OptionalLong.of(row.getLong(column));
    }

    private static Map<String, Long> counts(Row row, String column) {
        Map<String, Long> counts = row.getMap(column, String.class, Long.class);
        return counts == null ? Map.of() : counts;
    }
}
