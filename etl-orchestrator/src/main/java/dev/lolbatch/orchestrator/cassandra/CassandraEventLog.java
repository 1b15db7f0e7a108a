package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.lolbatch.orchestrator.events.EventLog;
import dev.lolbatch.orchestrator.events.LoggedEvent;
import dev.lolbatch.orchestrator.events.RunEvent;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Events in {@code etl_events}, 1024 to a partition. A number is taken by a conditional insert, and only when the one before it
 * is taken: so whoever sees a number can see all before it. Which number an event tries to take is settled before, in {@code
 * etl_event_numbers}, and changes only when another has it for good: so no event ever has two.
 */
@Singleton
final class CassandraEventLog implements EventLog {
    private static final int BUCKET = 1024;

    private final Cassandra cassandra;
    private final String table;
    private final String numbers;

    /** The newest number that this process has seen taken; it saves looking for it. */
    private final AtomicLong taken = new AtomicLong();

    CassandraEventLog(Cassandra cassandra) {
        this.cassandra = cassandra;
        this.table = cassandra.table("etl_events");
        this.numbers = cassandra.table("etl_event_numbers");
    }

    /** One at a time in this process: what competes for a number only slows the others down. */
    @Override
    public synchronized long append(RunEvent event) {
        long seq = number(event, (taken.get() == 0 ? last() : taken.get()) + 1);
        while (true) {
            RunEvent there = insert(new LoggedEvent(seq, event));
            seen(seq);
            if (there.isOf(event.runId(), event.version())) {
                return seq;
            }
            seq = renumber(event, seq, newestFrom(seq) + 1);
        }
    }

    /** The number that the event is to have: this one, unless somebody has given it another before. */
    private long number(RunEvent event, long seq) {
        return numberAfter(
                SimpleStatement.newInstance(
                        "INSERT INTO " + numbers + " (run_id, version, seq) VALUES (?, ?, ?) IF NOT EXISTS",
                        event.runId(),
                        event.version(),
                        seq),
                seq);
    }

    /** As {@link #number}, once another event has the number that it was to have. */
    private long renumber(RunEvent event, long lost, long seq) {
        return numberAfter(
                SimpleStatement.newInstance(
                        "UPDATE " + numbers + " SET seq = ? WHERE run_id = ? AND version = ? IF seq = ?",
                        seq,
                        event.runId(),
                        event.version(),
                        lost),
                seq);
    }

    private long numberAfter(SimpleStatement write, long seq) {
        Row row = Objects.requireNonNull(
                cassandra.execute(Cassandra.conditional(write)).one(), "row");
        return row.getBoolean("[applied]") ? seq : row.getLong("seq");
    }

    @Override
    public List<LoggedEvent> after(long seq, int limit) {
        List<LoggedEvent> events = new ArrayList<>();
        long previous = seq;
        while (events.size() < limit) {
            int bucket = bucket(previous + 1);
            for (LoggedEvent next : read(previous, limit - events.size())) {
                for (long missed = previous + 1; missed < next.seq(); missed++) {
                    // Nodes were asked at different moments; now that a later number is taken, so is this one.
                    find(missed).ifPresent(events::add);
                }
                events.add(next);
                previous = next.seq();
            }
            if (bucket(previous + 1) == bucket) {
                break;
            }
        }
        events.forEach(event -> seen(event.seq()));
        return List.copyOf(events.subList(0, Math.min(limit, events.size())));
    }

    @Override
    public long last() {
        // The names of the partitions alone: one in 1024 events.
        long newest = rows(SimpleStatement.newInstance("SELECT DISTINCT bucket FROM " + table)).stream()
                .mapToInt(row -> row.getInt("bucket"))
                .max()
                .stream()
                .mapToLong(bucket -> newestFrom((long) bucket * BUCKET))
                .findFirst()
                .orElse(0);
        seen(newest);
        return newest;
    }

    /** The newest number there is, looked for from {@code seq} on; {@code seq} when there is none beyond it. */
    private long newestFrom(long seq) {
        long newest = seq;
        while (true) {
            int bucket = bucket(newest);
            List<Row> rows = rows(SimpleStatement.newInstance(
                    "SELECT seq FROM " + table + " WHERE bucket = ? ORDER BY seq DESC LIMIT 1", bucket));
            newest = rows.stream().mapToLong(row -> row.getLong("seq")).reduce(newest, Math::max);
            if (bucket(newest + 1) == bucket || find(newest + 1).isEmpty()) {
                return newest;
            }
            newest++;
        }
    }

    /** What is at the event's number afterwards: the event, or what was there before. */
    private RunEvent insert(LoggedEvent logged) {
        RunEvent event = logged.event();
        Row row = cassandra
                .execute(Cassandra.conditional(SimpleStatement.newInstance(
                        "INSERT INTO " + table + " (bucket, seq, run_id, version, state, at, failure, dates)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS",
                        bucket(logged.seq()),
                        logged.seq(),
                        event.runId(),
                        event.version(),
                        event.state(),
                        event.at(),
                        event.failure().orElse(null),
                        event.dates())))
                .one();
        return Objects.requireNonNull(row, "row").getBoolean("[applied]")
                ? event
                : logged(row).event();
    }

    /** Sees a conditional insert whose answer was lost, which a plain read may not. */
    private Optional<LoggedEvent> find(long seq) {
        return Optional.ofNullable(cassandra
                        .execute(SimpleStatement.newInstance(
                                        "SELECT * FROM " + table + " WHERE bucket = ? AND seq = ?", bucket(seq), seq)
                                .setConsistencyLevel(ConsistencyLevel.SERIAL))
                        .one())
                .map(CassandraEventLog::logged);
    }

    private List<LoggedEvent> read(long after, int limit) {
        SimpleStatement statement = SimpleStatement.newInstance(
                "SELECT * FROM " + table + " WHERE bucket = ? AND seq > ? LIMIT ?", bucket(after + 1), after, limit);
        return rows(statement).stream().map(CassandraEventLog::logged).toList();
    }

    /** Of all data centers: an event that a client has seen through one replica is there for every other. */
    private List<Row> rows(SimpleStatement statement) {
        return cassandra.translating(() -> cassandra
                .execute(statement.setConsistencyLevel(ConsistencyLevel.QUORUM))
                .all());
    }

    private void seen(long seq) {
        taken.accumulateAndGet(seq, Math::max);
    }

    private static int bucket(long seq) {
        return Math.toIntExact(seq / BUCKET);
    }

    private static LoggedEvent logged(Row row) {
        return new LoggedEvent(
                row.getLong("seq"),
                new RunEvent(
                        row.getString("run_id"),
                        row.getInt("version"),
                        row.getString("state"),
                        Objects.requireNonNull(row.getInstant("at"), "at"),
                        Optional.ofNullable(row.getString("failure")),
                        Objects.requireNonNull(row.getList("dates", LocalDate.class), "dates")));
    }
}
