package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import dev.lolbatch.orchestrator.run.Child;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunId;
import dev.lolbatch.orchestrator.run.RunState;
import dev.lolbatch.orchestrator.run.RunStore;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Runs in {@code etl_runs}: a partition a year, newest first. Every write is conditional. */
@Singleton
final class CassandraRunStore implements RunStore {
    private static final int PAGE = 200;

    private final Cassandra cassandra;
    private final String table;

    CassandraRunStore(Cassandra cassandra) {
        this.cassandra = cassandra;
        this.table = cassandra.table("etl_runs");
    }

    @Override
    public void insert(Run run) {
        Optional<Child> child = run.state().child();
        boolean inserted = writeConditionally(
                run,
                SimpleStatement.newInstance(
                        "INSERT INTO " + table + " (year, run_id, version, state, entered, dates, failure, host, pid,"
                                + " pid_started_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS",
                        run.id().year(),
                        run.id().value(),
                        run.version(),
                        run.state().name().name(),
                        byName(run.entered()),
                        run.dates(),
                        run.failure().orElse(null),
                        child.map(Child::host).orElse(null),
                        child.map(Child::pid).orElse(null),
                        child.map(Child::startedAt).orElse(null)));
        if (!inserted) {
            throw new IllegalStateException("Cannot insert run " + run.id() + ": there is one of this id already");
        }
    }

    @Override
    public boolean replace(Run next) {
        Optional<Child> child = next.state().child();
        return writeConditionally(
                next,
                SimpleStatement.newInstance(
                        "UPDATE " + table + " SET version = ?, state = ?, entered = ?, failure = ?, host = ?, pid = ?,"
                                + " pid_started_at = ? WHERE year = ? AND run_id = ? IF version = ?",
                        next.version(),
                        next.state().name().name(),
                        byName(next.entered()),
                        next.failure().orElse(null),
                        child.map(Child::host).orElse(null),
                        child.map(Child::pid).orElse(null),
                        child.map(Child::startedAt).orElse(null),
                        next.id().year(),
                        next.id().value(),
                        next.version() - 1));
    }

    @Override
    public Optional<Run> find(RunId id) {
        Row row = cassandra
                .execute(SimpleStatement.newInstance(
                                "SELECT * FROM " + table + " WHERE year = ? AND run_id = ?", id.year(), id.value())
                        // Sees a conditional write whose answer was lost, which a plain read may not.
                        .setConsistencyLevel(ConsistencyLevel.SERIAL))
                .one();
        return Optional.ofNullable(row).map(CassandraRunStore::run);
    }

    @Override
    public List<Run> newest(int limit, Optional<RunState.Name> state) {
        return select(limit, run -> state.isEmpty() || run.state().name() == state.get());
    }

    @Override
    public List<Run> active() {
        return select(Integer.MAX_VALUE, Run::isActive).stream()
                .sorted(Comparator.comparing(Run::id))
                .toList();
    }

    private List<Run> select(int limit, Predicate<Run> wanted) {
        return cassandra.translating(() -> {
            List<Run> runs = new ArrayList<>();
            for (int year : yearsNewestFirst()) {
                for (Row row : cassandra.execute(
                        SimpleStatement.newInstance("SELECT * FROM " + table + " WHERE year = ?", year)
                                .setConsistencyLevel(ConsistencyLevel.QUORUM)
                                .setPageSize(PAGE))) {
                    Run run = run(row);
                    if (wanted.test(run)) {
                        runs.add(run);
                    }
                    if (runs.size() == limit) {
                        return runs;
                    }
                }
            }
            return runs;
        });
    }

    private List<Integer> yearsNewestFirst() {
        return cassandra
                .execute(SimpleStatement.newInstance("SELECT DISTINCT year FROM " + table)
                        .setConsistencyLevel(ConsistencyLevel.QUORUM))
                .all()
                .stream()
                .map(row -> row.getInt("year"))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** When the answer is lost, the table says whether the write was done. */
    private boolean writeConditionally(Run run, SimpleStatement statement) {
        try {
            return cassandra
                    .execute(statement
                            .setConsistencyLevel(ConsistencyLevel.QUORUM)
                            .setSerialConsistencyLevel(ConsistencyLevel.SERIAL))
                    .wasApplied();
        } catch (OrchestratorException lost) {
            if (find(run.id()).filter(run::equals).isPresent()) {
                return true;
            }
            throw lost;
        }
    }

    private static Map<String, Instant> byName(Map<RunState.Name, Instant> entered) {
        return entered.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    }

    private static Run run(Row row) {
        Map<RunState.Name, Instant> entered = new EnumMap<>(RunState.Name.class);
        Objects.requireNonNull(row.getMap("entered", String.class, Instant.class), "entered")
                .forEach((name, at) -> entered.put(RunState.Name.valueOf(name), at));
        return new Run(
                new RunId(Objects.requireNonNull(row.getString("run_id"), "run_id")),
                row.getInt("version"),
                Objects.requireNonNull(row.getList("dates", LocalDate.class), "dates"),
                state(row),
                entered);
    }

    private static RunState state(Row row) {
        Optional<Child> child = row.isNull("pid")
                ? Optional.empty()
                : Optional.of(new Child(row.getString("host"), row.getLong("pid"), row.getInstant("pid_started_at")));
        return switch (RunState.Name.valueOf(row.getString("state"))) {
            case QUEUED -> new RunState.Queued();
            case SUBMITTED -> new RunState.Submitted(child);
            case RUNNING -> new RunState.Running(child);
            case CANCELLING -> new RunState.Cancelling(child);
            case SUCCEEDED -> new RunState.Succeeded();
            case FAILED -> new RunState.Failed(Objects.requireNonNull(row.getString("failure"), "failure"));
            case CANCELLED -> new RunState.Cancelled();
        };
    }
}
