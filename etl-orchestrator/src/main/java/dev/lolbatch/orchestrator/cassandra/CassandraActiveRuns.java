package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.lolbatch.orchestrator.run.ActiveRuns;
import dev.lolbatch.orchestrator.run.ActiveRunsStore;
import dev.lolbatch.orchestrator.run.Claim;
import dev.lolbatch.orchestrator.run.Origin;
import dev.lolbatch.orchestrator.run.RunId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The active runs in {@code etl_active}: one partition, changed by conditional batches alone. */
@Singleton
final class CassandraActiveRuns implements ActiveRunsStore {
    private static final String SCOPE = "runs";

    private final Cassandra cassandra;
    private final String table;

    @Inject
    CassandraActiveRuns(Cassandra cassandra) {
        this(cassandra, "etl_active");
    }

    CassandraActiveRuns(Cassandra cassandra, String table) {
        this.cassandra = cassandra;
        this.table = cassandra.table(table);
    }

    @Override
    public ActiveRuns read() {
        return cassandra.translating(() -> {
            long version = 0;
            Map<String, Long> beats = Map.of();
            Map<RunId, Claim> claims = new HashMap<>();
            for (Row row :
                    cassandra.execute(SimpleStatement.newInstance("SELECT * FROM " + table + " WHERE scope = ?", SCOPE)
                            .setConsistencyLevel(ConsistencyLevel.SERIAL))) {
                version = row.getLong("version");
                beats = Objects.requireNonNullElse(row.getMap("replicas", String.class, Long.class), Map.of());
                // Without any claim the partition is one row that has none.
                if (!row.isNull("run_id")) {
                    Claim claim = claim(row);
                    claims.put(claim.run(), claim);
                }
            }
            return new ActiveRuns(version, beats, claims);
        });
    }

    private static Claim claim(Row row) {
        return new Claim(
                new RunId(Objects.requireNonNull(row.getString("run_id"))),
                Objects.requireNonNull(row.getList("dates", LocalDate.class), "dates"),
                Origin.valueOf(row.getString("origin")),
                Optional.ofNullable(row.getString("owner")),
                Optional.ofNullable(row.getInstant("not_before")));
    }

    @Override
    public boolean replace(ActiveRuns before, ActiveRuns after) {
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.LOGGED);
        // A partition that is not there has no version.
        Long expected = before.version() == 0 ? null : Long.valueOf(before.version());
        batch.addStatement(SimpleStatement.newInstance(
                "UPDATE " + table + " SET version = ? WHERE scope = ? IF version = ?",
                before.version() + 1,
                SCOPE,
                expected));
        before.beats().keySet().stream()
                .filter(replica -> !after.beats().containsKey(replica))
                .forEach(replica -> batch.addStatement(SimpleStatement.newInstance(
                        "DELETE replicas[?] FROM " + table + " WHERE scope = ?", replica, SCOPE)));
        before.claims().keySet().stream()
                .filter(run -> !after.claims().containsKey(run))
                .forEach(run -> batch.addStatement(SimpleStatement.newInstance(
                        "DELETE FROM " + table + " WHERE scope = ? AND run_id = ?", SCOPE, run.value())));
        after.claims().forEach((run, claim) -> {
            if (!claim.equals(before.claims().get(run))) {
                batch.addStatement(insert(claim));
            }
        });
        return cassandra.execute(Cassandra.conditional(batch.build())).wasApplied();
    }

    private SimpleStatement insert(Claim claim) {
        return SimpleStatement.newInstance(
                "INSERT INTO " + table + " (scope, run_id, dates, origin, owner, not_before) VALUES (?, ?, ?, ?, ?, ?)",
                SCOPE,
                claim.run().value(),
                claim.dates(),
                claim.origin().name(),
                claim.owner().orElse(null),
                claim.notBefore().orElse(null));
    }

    @Override
    public boolean beat(String replica, long beat) {
        Long before = beat == 1 ? null : Long.valueOf(beat - 1);
        return cassandra
                .execute(Cassandra.conditional(SimpleStatement.newInstance(
                        "UPDATE " + table + " SET replicas[?] = ? WHERE scope = ? IF replicas[?] = ?",
                        replica,
                        beat,
                        SCOPE,
                        replica,
                        before)))
                .wasApplied();
    }
}
