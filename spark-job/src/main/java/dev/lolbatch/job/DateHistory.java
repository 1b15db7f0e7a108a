package dev.lolbatch.job;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.spark.connector.cql.CassandraConnector;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the participants of each date in Cassandra were computed from ({@code history_dates}), and which run may write them: the
 * one with the greatest fencing token that has claimed the date. For one run.
 */
final class DateHistory {
    private static final Logger LOG = LoggerFactory.getLogger(DateHistory.class);
    private static final int DELETIONS_IN_FLIGHT = 64;

    private final CassandraConnector connector;
    private final String keyspace;
    private final Run run;

    /**
     * The run that claims dates.
     *
     * @param token its fencing token
     * @param codeVersion of the code that computes the participants
     */
    record Run(String runId, long token, String codeVersion) {}

    /** {@code WRITING}: anything may be there; {@code WRITTEN}: exactly the participants of the snapshot. */
    enum State {
        WRITING,
        WRITTEN
    }

    /** What a run has left or is at. */
    record Entry(String runId, long token, long snapshotId, String codeVersion, State state) {}

    DateHistory(CassandraConnector connector, String keyspace, Run run) {
        this.connector = connector;
        this.keyspace = keyspace;
        this.run = run;
    }

    /**
     * From now on this run alone may write the date.
     *
     * @return what was there before; empty when nothing was ever written of the date
     * @throws FencedException when a run that began later has claimed it
     */
    Optional<Entry> claim(LocalDate date, long snapshotId) {
        while (true) {
            Optional<Entry> before = entry(date);
            before.ifPresent(entry -> requireNotLater(date, entry));
            SimpleStatement claim = Statements.conditional(
                    "UPDATE " + keyspace + ".history_dates SET run_id = ?, fencing_token = ?, snapshot_id = ?,"
                            + " code_version = ?, state = ? WHERE match_date = ? IF fencing_token = ?",
                    run.runId(),
                    run.token(),
                    snapshotId,
                    run.codeVersion(),
                    State.WRITING.name(),
                    date,
                    before.map(Entry::token).orElse(null));
            if (applied(claim) || entry(date).map(Entry::token).equals(Optional.of(run.token()))) {
                return before;
            }
        }
    }

    /** @throws FencedException when the claim was lost */
    void requireClaim(LocalDate date) {
        Entry entry = entry(date).orElseThrow();
        if (entry.token() != run.token()) {
            throw new FencedException("write date " + date, entry.runId());
        }
    }

    /**
     * The participants of the date are those of the claimed snapshot.
     *
     * @throws FencedException when the claim was lost, so that this cannot be said
     */
    void written(LocalDate date) {
        boolean applied = applied(Statements.conditional(
                "UPDATE " + keyspace + ".history_dates SET state = ? WHERE match_date = ? IF fencing_token = ?",
                State.WRITTEN.name(),
                date,
                run.token()));
        if (!applied) {
            requireClaim(date);
        }
    }

    /** Deletes the matches that earlier runs wrote and this one did not, and returns how many. */
    long deleteOthers(LocalDate date) {
        return connector.jWithSessionDo(session -> deleteOthers(session, date));
    }

    private long deleteOthers(CqlSession session, LocalDate date) {
        ParticipantStatements statements = new ParticipantStatements(session, keyspace, run.token());
        PreparedStatement listed = session.prepare(Statements.idempotent("SELECT match_id, fencing_token FROM "
                + keyspace + ".matches_by_date WHERE match_date = ? AND bucket = ?"));
        BoundedWrites deletions = new BoundedWrites(session, DELETIONS_IN_FLIGHT);
        long deleted = 0;
        for (int bucket = 0; bucket < ParticipantStatements.BUCKETS; bucket++) {
            for (Row row : session.execute(listed.bind(date, bucket))) {
                if (row.getLong(1) < run.token()) {
                    String matchId = Objects.requireNonNull(row.getString(0));
                    deletions.send(statements.deleteEarlier(date, matchId));
                    deletions.await();
                    deletions.send(statements.unlist(date, matchId));
                    deleted++;
                }
            }
        }
        deletions.await();
        return deleted;
    }

    private void requireNotLater(LocalDate date, Entry entry) {
        if (entry.token() > run.token()) {
            throw new FencedException("write date " + date, entry.runId());
        }
    }

    private Optional<Entry> entry(LocalDate date) {
        SimpleStatement select = Statements.serial(
                "SELECT run_id, fencing_token, snapshot_id, code_version, state FROM " + keyspace
                        + ".history_dates WHERE match_date = ?",
                date);
        Row row = connector.jWithSessionDo(session -> session.execute(select).one());
        return Optional.ofNullable(row)
                .map(found -> new Entry(
                        found.getString("run_id"),
                        found.getLong("fencing_token"),
                        found.getLong("snapshot_id"),
                        found.getString("code_version"),
                        State.valueOf(found.getString("state"))));
    }

    // An unknown outcome is looked up like a refusal, by who has the date.
    private boolean applied(SimpleStatement conditional) {
        try {
            return connector.jWithSessionDo(
                    session -> session.execute(conditional).wasApplied());
        } catch (DriverException e) {
            LOG.warn("A conditional write failed and is looked up: {}", e.getMessage());
            return false;
        }
    }
}
