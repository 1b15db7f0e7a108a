package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.reflect.GenericType;
import dev.lolbatch.orchestrator.run.Attempt;
import dev.lolbatch.orchestrator.run.Child;
import dev.lolbatch.orchestrator.run.Origin;
import dev.lolbatch.orchestrator.run.Run;
import dev.lolbatch.orchestrator.run.RunId;
import dev.lolbatch.orchestrator.run.RunState;
import dev.lolbatch.orchestrator.run.StateChange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run as a row of {@code etl_runs}.
 *
 * @param id by which it is found
 * @param columns the others, with null for what there is none of
 */
record RunRow(RunId id, Map<String, Object> columns) {
    private static final TupleType CHANGE = DataTypes.tupleOf(DataTypes.TEXT, DataTypes.TIMESTAMP);
    private static final TupleType ATTEMPT =
            DataTypes.tupleOf(DataTypes.TIMESTAMP, DataTypes.TIMESTAMP, DataTypes.TEXT);
    private static final GenericType<List<TupleValue>> TUPLES = GenericType.listOf(TupleValue.class);

    static RunRow of(Run run) {
        Optional<Child> child = run.state().child();
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("version", run.version());
        columns.put("state", run.state().name().name());
        columns.put("dates", run.dates());
        columns.put("origin", run.origin().name());
        columns.put("owner", run.owner().orElse(null));
        columns.put("changes", run.changes().stream().map(RunRow::tuple).toList());
        columns.put("attempts", run.attempts().stream().map(RunRow::tuple).toList());
        columns.put("failure", run.failure().orElse(null));
        columns.put("host", child.map(Child::host).orElse(null));
        columns.put("pid", child.map(Child::pid).orElse(null));
        columns.put("pid_started_at", child.map(Child::startedAt).orElse(null));
        return new RunRow(run.id(), columns);
    }

    SimpleStatement insertInto(String table) {
        return SimpleStatement.newInstance(
                "INSERT INTO " + table + " (year, run_id, " + String.join(", ", columns.keySet()) + ") VALUES ("
                        + String.join(", ", Collections.nCopies(columns.size() + 2, "?")) + ") IF NOT EXISTS",
                Stream.concat(Stream.of(id.year(), id.value()), columns.values().stream())
                        .toArray());
    }

    /** Only when the row has the version before. */
    SimpleStatement updateOf(String table, int before) {
        String assignments =
                columns.keySet().stream().map(column -> column + " = ?").collect(Collectors.joining(", "));
        return SimpleStatement.newInstance(
                "UPDATE " + table + " SET " + assignments + " WHERE year = ? AND run_id = ? IF version = ?",
                Stream.concat(columns.values().stream(), Stream.of(id.year(), id.value(), before))
                        .toArray());
    }

    static Run run(Row row) {
        return new Run(
                new RunId(text(row, "run_id")),
                row.getInt("version"),
                Objects.requireNonNull(row.getList("dates", LocalDate.class), "dates"),
                row.isNull("origin") ? Origin.REQUEST : Origin.valueOf(text(row, "origin")),
                state(row),
                Optional.ofNullable(row.getString("owner")),
                changes(row),
                tuples(row, "attempts").stream().map(RunRow::attempt).toList());
    }

    private static RunState state(Row row) {
        Optional<Child> child = row.isNull("pid")
                ? Optional.empty()
                : Optional.of(new Child(text(row, "host"), row.getLong("pid"), row.getInstant("pid_started_at")));
        return switch (RunState.Name.valueOf(text(row, "state"))) {
            case QUEUED -> new RunState.Queued();
            case SUBMITTED -> new RunState.Submitted(child);
            case RUNNING -> new RunState.Running(child);
            case CANCELLING -> new RunState.Cancelling(child);
            case SUCCEEDED -> new RunState.Succeeded();
            case FAILED -> new RunState.Failed(text(row, "failure"));
            case CANCELLED -> new RunState.Cancelled();
        };
    }

    private static List<StateChange> changes(Row row) {
        List<TupleValue> changes = tuples(row, "changes");
        if (!changes.isEmpty()) {
            return changes.stream().map(RunRow::change).toList();
        }
        // A row from before changes were kept has the first time of each state.
        Map<String, Instant> entered =
                Objects.requireNonNull(row.getMap("entered", String.class, Instant.class), "entered");
        return entered.entrySet().stream()
                .map(entry -> new StateChange(RunState.Name.valueOf(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparing(StateChange::at).thenComparing(StateChange::state))
                .toList();
    }

    private static TupleValue tuple(StateChange change) {
        return CHANGE.newValue(change.state().name(), change.at());
    }

    private static StateChange change(TupleValue tuple) {
        return new StateChange(
                RunState.Name.valueOf(Objects.requireNonNull(tuple.getString(0), "state")), instant(tuple, 1));
    }

    private static TupleValue tuple(Attempt attempt) {
        return ATTEMPT.newValue(
                attempt.startedAt(),
                attempt.endedAt().orElse(null),
                attempt.failure().orElse(null));
    }

    private static Attempt attempt(TupleValue tuple) {
        return new Attempt(
                instant(tuple, 0), Optional.ofNullable(tuple.getInstant(1)), Optional.ofNullable(tuple.getString(2)));
    }

    private static Instant instant(TupleValue tuple, int index) {
        return Objects.requireNonNull(tuple.getInstant(index));
    }

    // An empty list is null to Cassandra.
    private static List<TupleValue> tuples(Row row, String column) {
        List<TupleValue> tuples = row.get(column, TUPLES);
        return tuples == null ? List.of() : tuples;
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
