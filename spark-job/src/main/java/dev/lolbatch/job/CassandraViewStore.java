package dev.lolbatch.job;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.reflect.GenericType;
import com.datastax.spark.connector.cql.CassandraConnector;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The views in Cassandra: {@code active_views}, {@code view_versions}, {@code view_cube} and {@code view_matches}. */
final class CassandraViewStore implements ViewStore {
    private static final Logger LOG = LoggerFactory.getLogger(CassandraViewStore.class);
    private static final int ROWS_OF_A_BATCH = 64;
    private static final int BATCHES_IN_FLIGHT = 32;
    private static final TupleType OFFSETS = DataTypes.tupleOf(DataTypes.BIGINT, DataTypes.BIGINT);
    private static final String MEASURES =
            Stream.of(Measure.values()).map(Measure::column).collect(Collectors.joining(", "));
    private static final String VERSION_COLUMNS =
            "view_name, run_id, parts, previous_run_id, snapshot_id, code_version,"
                    + " matches, participants, rows_read, rows_removed, offsets, complete";
    private static final String PART_KEY = " WHERE view_name = ? AND run_id = ? AND part = ?";
    private static final String VERSION_KEY = " WHERE view_name = ? AND run_id = ?";

    private final CassandraConnector connector;
    private final FencingTokens tokens;
    private final Optional<PublishPermit> permit;
    private final String pointers;
    private final String versions;
    private final String cube;
    private final String matches;

    /** @param permit without which no pointer is moved; empty for a run that needs none */
    CassandraViewStore(
            CassandraConnector connector, String keyspace, FencingTokens tokens, Optional<PublishPermit> permit) {
        this.connector = connector;
        this.tokens = tokens;
        this.permit = permit;
        this.pointers = keyspace + ".active_views";
        this.versions = keyspace + ".view_versions";
        this.cube = keyspace + ".view_cube";
        this.matches = keyspace + ".view_matches";
    }

    @Override
    public Map<String, String> pointers(Set<String> views) {
        return pointers(Statements.serial(
                "SELECT view_name, run_id FROM " + pointers + " WHERE scope = 'views' AND view_name IN ?",
                List.copyOf(views)));
    }

    @Override
    public Map<String, String> allPointers() {
        return pointers(Statements.serial("SELECT view_name, run_id FROM " + pointers + " WHERE scope = 'views'"));
    }

    private Map<String, String> pointers(SimpleStatement select) {
        Map<String, String> found = new HashMap<>();
        for (Row row : rows(select)) {
            // With permits and no pointer yet, the partition is a row without a name.
            if (!row.isNull(0)) {
                found.put(row.getString(0), row.getString(1));
            }
        }
        return found;
    }

    @Override
    public Optional<ViewVersion> version(String view, String runId) {
        return rows(Statements.idempotent(selectVersions() + VERSION_KEY, view, runId)).stream()
                .map(CassandraViewStore::version)
                .findFirst();
    }

    @Override
    public List<ViewVersion> versions(String view) {
        return rows(Statements.idempotent(selectVersions() + " WHERE view_name = ?", view)).stream()
                .map(CassandraViewStore::version)
                .toList();
    }

    @Override
    public long nextToken() {
        return tokens.next();
    }

    @Override
    public void begin(ViewVersion version) {
        Set<PartRef> leftovers = version(version.view(), version.runId())
                .map(ViewVersion::ownParts)
                .orElse(Set.of());
        long before = version.token() - 1;
        leftovers.forEach(ref -> delete(ref, before));
        delete(version, before);
        Lineage lineage = version.lineage();
        execute(Statements.idempotent(
                "INSERT INTO " + versions + " (" + VERSION_COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " USING TIMESTAMP ?",
                version.view(),
                version.runId(),
                version.parts(),
                version.previousRunId().orElse(null),
                lineage.snapshotId(),
                lineage.codeVersion(),
                version.matches(),
                version.participants(),
                lineage.rowsRead().orElse(null),
                lineage.rowsRemoved(),
                tuples(lineage.offsets()),
                lineage.complete().orElse(null),
                version.token()));
    }

    @Override
    public void write(PartRef ref, CubePart part, long token) {
        onSession(session -> {
            BoundedWrites writes = new BoundedWrites(session, BATCHES_IN_FLIGHT);
            var insert = session.prepare(Statements.idempotent(
                    "INSERT INTO " + cube + " (view_name, run_id, part, queue_id, position, champion_name, " + MEASURES
                            + ") VALUES (" + placeholders(6 + Measure.values().length) + ") USING TIMESTAMP ?"));
            List<BatchableStatement<?>> rows = new ArrayList<>();
            part.cells().forEach((key, sums) -> rows.add(insert.bind(values(ref, key, sums, token))));
            batches(rows).forEach(writes::send);
            List<BatchableStatement<?>> counts = new ArrayList<>();
            part.matches()
                    .forEach((queue, count) -> counts.add(Statements.idempotent(
                            "INSERT INTO " + matches
                                    + " (view_name, run_id, part, queue_id, matches) VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?",
                            ref.view(),
                            ref.runId(),
                            ref.part(),
                            queue,
                            count,
                            token)));
            batches(counts).forEach(writes::send);
            writes.await();
            return null;
        });
    }

    @Override
    public CubePart read(PartRef ref) {
        Map<CubeKey, Sums> cells = new HashMap<>();
        for (Row row : select("queue_id, position, champion_name, " + MEASURES, cube, ref)) {
            cells.put(new CubeKey(row.getInt(0), row.getString(1), row.getString(2)), sums(row, 3));
        }
        Map<Integer, Long> counts = new HashMap<>();
        for (Row row : select("queue_id, matches", matches, ref)) {
            counts.put(row.getInt(0), row.getLong(1));
        }
        return new CubePart(cells, counts);
    }

    @Override
    public PartTotals totals(PartRef ref) {
        Row cells = select("count(*), sum(games)", cube, ref).get(0);
        Row counts = select("sum(matches)", matches, ref).get(0);
        return new PartTotals(cells.getLong(0), cells.getLong(1), counts.getLong(0));
    }

    @Override
    public void finish(ViewVersion version, Instant publishedAt) {
        execute(Statements.idempotent(
                "UPDATE " + versions + " USING TIMESTAMP ? SET published_at = ?" + VERSION_KEY,
                version.token(),
                publishedAt,
                version.view(),
                version.runId()));
    }

    @Override
    public boolean move(List<PointerMove> moves) {
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.LOGGED)
                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
                .setSerialConsistencyLevel(DefaultConsistencyLevel.SERIAL)
                .setIdempotence(false);
        moves.forEach(move -> batch.addStatement(statement(move)));
        if (wasApplied(batch.build())) {
            return true;
        }
        // The reply may have been lost, or have been that to a second sending: what is there now decides. One that has
        // moved means all have, even if others have moved on since.
        Map<String, String> now = pointers(moves.stream().map(PointerMove::view).collect(Collectors.toSet()));
        boolean isMoved = moves.stream().anyMatch(move -> move.next().equals(now.get(move.view())));
        if (!isMoved && permit.isPresent() && !permit.get().isGiven()) {
            throw PublishPermit.taken("publish the views");
        }
        return isMoved;
    }

    private SimpleStatement statement(PointerMove move) {
        String update = "UPDATE " + pointers + " SET run_id = ? WHERE scope = 'views' AND view_name = ? IF run_id = ?";
        String expected = move.expected().orElse(null);
        return permit.isEmpty()
                ? Statements.conditional(update, move.next(), move.view(), expected)
                : Statements.conditional(
                        update + " AND permits[?] != null",
                        move.next(),
                        move.view(),
                        expected,
                        permit.get().runId());
    }

    private boolean wasApplied(BatchStatement batch) {
        try {
            return onSession(session -> session.execute(batch).wasApplied());
        } catch (DriverException e) {
            LOG.warn("Moving the pointers failed and is looked up: {}", e.getMessage());
            return false;
        }
    }

    @Override
    public void delete(PartRef ref, long token) {
        for (String table : List.of(cube, matches)) {
            execute(Statements.idempotent(
                    "DELETE FROM " + table + " USING TIMESTAMP ?" + PART_KEY,
                    token,
                    ref.view(),
                    ref.runId(),
                    ref.part()));
        }
    }

    @Override
    public void delete(ViewVersion version, long token) {
        execute(Statements.idempotent(
                "DELETE FROM " + versions + " USING TIMESTAMP ?" + VERSION_KEY,
                token,
                version.view(),
                version.runId()));
    }

    private String selectVersions() {
        return "SELECT " + VERSION_COLUMNS + ", published_at, WRITETIME(snapshot_id) AS fencing_token FROM " + versions;
    }

    private List<Row> select(String columns, String table, PartRef ref) {
        return rows(Statements.idempotent(
                "SELECT " + columns + " FROM " + table + PART_KEY, ref.view(), ref.runId(), ref.part()));
    }

    private static ViewVersion version(Row row) {
        Map<String, OffsetRange> offsets = new HashMap<>();
        Map<String, TupleValue> tuples =
                row.get("offsets", GenericType.mapOf(GenericType.STRING, GenericType.TUPLE_VALUE));
        if (tuples != null) {
            tuples.forEach(
                    (partition, range) -> offsets.put(partition, new OffsetRange(range.getLong(0), range.getLong(1))));
        }
        return new ViewVersion(
                row.getString("view_name"),
                row.getString("run_id"),
                Objects.requireNonNull(row.getMap("parts", String.class, String.class)),
                Optional.ofNullable(row.getString("previous_run_id")),
                new Lineage(
                        row.getLong("snapshot_id"),
                        row.getString("code_version"),
                        row.isNull("rows_read") ? Optional.empty() : Optional.of(row.getLong("rows_read")),
                        Objects.requireNonNull(row.getMap("rows_removed", String.class, Long.class)),
                        offsets,
                        row.isNull("complete") ? Optional.empty() : Optional.of(row.getBoolean("complete"))),
                row.getLong("matches"),
                row.getLong("participants"),
                row.getLong("fencing_token"),
                Optional.ofNullable(row.getInstant("published_at")));
    }

    private static Object[] values(PartRef ref, CubeKey key, Sums sums, long token) {
        Stream<Object> measures = Stream.of(Measure.values())
                .map(measure -> measure.unit() == Measure.Unit.HUNDREDTH
                        ? (Object) sums.decimal(measure)
                        : Long.valueOf(sums.of(measure)));
        return Stream.of(
                        Stream.<Object>of(
                                ref.view(), ref.runId(), ref.part(), key.queueId(), key.position(), key.championName()),
                        measures,
                        Stream.<Object>of(token))
                .flatMap(Function.identity())
                .toArray();
    }

    private static Sums sums(Row row, int first) {
        Map<Measure, Long> sums = new EnumMap<>(Measure.class);
        int column = first;
        for (Measure measure : Measure.values()) {
            sums.put(
                    measure,
                    measure.unit() == Measure.Unit.HUNDREDTH
                            ? hundredths(Objects.requireNonNull(row.getBigDecimal(column)))
                            : row.getLong(column));
            column++;
        }
        return Sums.of(sums);
    }

    private static long hundredths(BigDecimal value) {
        return value.setScale(2).unscaledValue().longValueExact();
    }

    private static Map<String, TupleValue> tuples(Map<String, OffsetRange> offsets) {
        Map<String, TupleValue> tuples = new HashMap<>();
        offsets.forEach((partition, range) -> tuples.put(partition, OFFSETS.newValue(range.first(), range.last())));
        return tuples;
    }

    /** Statements of one partition, a batch for some of them each. */
    private static List<Statement<?>> batches(List<BatchableStatement<?>> statements) {
        List<Statement<?>> batches = new ArrayList<>();
        for (int from = 0; from < statements.size(); from += ROWS_OF_A_BATCH) {
            BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED)
                    .setIdempotence(true)
                    .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM);
            statements
                    .subList(from, Math.min(from + ROWS_OF_A_BATCH, statements.size()))
                    .forEach(batch::addStatement);
            batches.add(batch.build());
        }
        return batches;
    }

    private static String placeholders(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private List<Row> rows(SimpleStatement select) {
        return onSession(session -> session.execute(select).all());
    }

    private void execute(SimpleStatement write) {
        onSession(session -> session.execute(write));
    }

    private <T> T onSession(Function<CqlSession, T> action) {
        return connector.jWithSessionDo(action);
    }
}
