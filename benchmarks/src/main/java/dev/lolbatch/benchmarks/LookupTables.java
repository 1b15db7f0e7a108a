package dev.lolbatch.benchmarks;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Tables that an application writes and asks in place of indexes. They hold keys only, which is the least to write: what they
 * find is read from {@code match_participants}, all of a page at once. Keys that are written to one partition at about the same
 * time go together.
 */
final class LookupTables implements ParticipantQueries {
    private static final int MATCHES_AT_ONCE = 100;

    private static final List<Lookup> LOOKUPS = List.of(
            new Lookup("by_summoner", List.of("summoner_name"), List.of("match_date", "match_id", "participant_id")),
            new Lookup(
                    "by_champion",
                    List.of("champion_name", "match_date"),
                    List.of("position", "match_id", "participant_id")),
            new Lookup(
                    "by_position",
                    List.of("position", "match_date"),
                    List.of("champion_name", "match_id", "participant_id")));

    private final CqlSession session;
    private final String keyspace;
    private final PreparedStatement participant;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    LookupTables(CqlSession session, String keyspace) {
        this.session = session;
        this.keyspace = keyspace;
        this.participant = session.prepare("SELECT * FROM " + keyspace
                + ".match_participants WHERE match_date = ? AND match_id = ? AND participant_id = ?");
    }

    /** A table with its partition and clustering columns, which are all that it has. */
    private record Lookup(String table, List<String> partition, List<String> clustering) {
        List<String> columns() {
            List<String> columns = new ArrayList<>(partition);
            columns.addAll(clustering);
            return columns;
        }

        String definition(String keyspace) {
            StringBuilder cql = new StringBuilder("CREATE TABLE " + keyspace + "." + table + " (");
            columns().forEach(column -> cql.append(column).append(column.equals("match_date") ? " date, " : " text, "));
            return cql + "PRIMARY KEY ((" + String.join(", ", partition) + "), " + String.join(", ", clustering) + "))";
        }

        String insert(String keyspace) {
            return "INSERT INTO " + keyspace + "." + table + " (" + String.join(", ", columns())
                    + ") VALUES (?, ?, ?, ?" + (columns().size() == 5 ? ", ?)" : ")");
        }
    }

    static void create(CqlSession session, String keyspace) {
        LOOKUPS.forEach(lookup -> session.execute(lookup.definition(keyspace)));
    }

    void write(StoredRows stored, int inFlight) throws IOException {
        BareWriter.InFlight writes = new BareWriter.InFlight(session, inFlight);
        try (StoredRows.Reader matches = stored.read()) {
            while (matches.hasNext()) {
                List<StoredRows.Values> rows = new ArrayList<>();
                for (int match = 0; match < MATCHES_AT_ONCE && matches.hasNext(); match++) {
                    rows.addAll(matches.next());
                }
                for (Lookup lookup : LOOKUPS) {
                    batches(lookup, rows, stored.columns()).forEach(writes::send);
                }
            }
        }
        writes.await();
    }

    private List<BatchStatement> batches(Lookup lookup, List<StoredRows.Values> rows, List<String> columns) {
        PreparedStatement insert = prepared.computeIfAbsent(lookup.insert(keyspace), session::prepare);
        int[] indexes = lookup.columns().stream().mapToInt(columns::indexOf).toArray();
        int keys = lookup.partition().size();
        Map<List<ByteBuffer>, List<BoundStatement>> byPartition = new LinkedHashMap<>();
        for (StoredRows.Values row : rows) {
            BoundStatementBuilder bound = insert.boundStatementBuilder();
            List<ByteBuffer> partition = new ArrayList<>();
            for (int i = 0; i < indexes.length; i++) {
                ByteBuffer value = row.of().get(indexes[i]).orElseThrow().duplicate();
                bound = bound.setBytesUnsafe(i, value);
                if (i < keys) {
                    partition.add(value);
                }
            }
            byPartition.computeIfAbsent(partition, first -> new ArrayList<>()).add(bound.build());
        }
        return byPartition.values().stream()
                .map(statements -> BatchStatement.builder(BatchType.UNLOGGED)
                        .addStatements(new ArrayList<>(statements))
                        .setIdempotence(true)
                        .setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM)
                        .build())
                .toList();
    }

    /** Where an answer goes on: date after date for a champion, in one partition for a summoner. */
    private record Cursor(LocalDate date, Optional<ByteBuffer> state) {}

    @Override
    public Page first(Question question) {
        return question.equal().containsKey("summoner_name") ? summoner(question) : byDate(question, Optional.empty());
    }

    @Override
    public Page after(Question question, Page page) {
        return byDate(question, page.next().map(Cursor.class::cast));
    }

    private Page summoner(Question question) {
        String cql =
                "SELECT match_date, match_id, participant_id FROM " + keyspace + ".by_summoner WHERE summoner_name = ?";
        String name = question.equal().get("summoner_name");
        BoundStatement keys = question.dates()
                .map(dates -> statement(cql + " AND match_date >= ? AND match_date <= ?")
                        .bind(name, dates.from(), dates.to()))
                .orElseGet(() -> statement(cql).bind(name));
        List<Row> found = new ArrayList<>();
        session.execute(keys.setPageSize(PAGE)).iterator().forEachRemaining(found::add);
        return new Page(read(found), Optional.empty(), false);
    }

    private Page byDate(Question question, Optional<Cursor> cursor) {
        Dates dates = question.dates().orElse(ParticipantIndexes.ALL_DATES);
        LocalDate date = cursor.map(Cursor::date).orElse(dates.from());
        Optional<ByteBuffer> state = cursor.flatMap(Cursor::state);
        List<Row> found = new ArrayList<>();
        while (found.size() < PAGE && !date.isAfter(dates.to())) {
            var keys = session.execute(keys(question.equal(), date)
                    .setPageSize(PAGE - found.size())
                    .setPagingState(state.orElse(null)));
            for (int row = keys.getAvailableWithoutFetching(); row > 0; row--) {
                found.add(keys.one());
            }
            state = Optional.ofNullable(keys.getExecutionInfo().getPagingState());
            date = state.isPresent() ? date : date.plusDays(1);
        }
        Optional<Object> next = date.isAfter(dates.to()) ? Optional.empty() : Optional.of(new Cursor(date, state));
        return new Page(read(found), next, false);
    }

    private BoundStatement keys(Map<String, String> equal, LocalDate date) {
        String cql = "SELECT match_date, match_id, participant_id FROM " + keyspace
                + ".by_champion WHERE champion_name = ? AND match_date = ?";
        String champion = equal.get("champion_name");
        return equal.containsKey("position")
                ? statement(cql + " AND position = ?").bind(champion, date, equal.get("position"))
                : statement(cql).bind(champion, date);
    }

    private PreparedStatement statement(String cql) {
        return prepared.computeIfAbsent(cql, session::prepare);
    }

    private int read(Collection<Row> keys) {
        List<CompletionStage<AsyncResultSet>> reads = keys.stream()
                .map(key ->
                        session.executeAsync(participant.bind(key.getLocalDate(0), key.getString(1), key.getString(2))))
                .toList();
        return reads.stream()
                .mapToInt(read -> read.toCompletableFuture().join().remaining())
                .sum();
    }
}
