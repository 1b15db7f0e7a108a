package dev.lolbatch.job;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.spark.connector.cql.CassandraConnector;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;

/**
 * Runs on the executors, on rows of one date with {@link ParticipantColumns}, those of a match one after the other: writes
 * the participants that count, and adds everything up on the way, so that the lake is read once and nothing is kept.
 *
 * <p>Run again, by Spark after a failure of an executor, it writes the same.
 */
final class ParticipantWriting implements FlatMapFunction<Iterator<Row>, DayTotals> {
    private static final long serialVersionUID = 1L;
    /** So many matches are listed at a time, in a batch per bucket, before any of them is written. */
    private static final int MATCHES_LISTED_AT_ONCE = 256;

    private static final int MATCH = ParticipantColumns.index("match_id");
    private static final int REMOVED_BY = ParticipantColumns.index(Removals.REMOVED_BY);
    private static final int ADDED = ParticipantColumns.index(ParticipantColumns.ADDED);
    private static final int REMAKE = ParticipantColumns.index("remake");
    private static final int PARTITION = ParticipantColumns.index("kafka_partition");
    private static final int OFFSET = ParticipantColumns.index("kafka_offset");

    private final CassandraConnector connector;
    private final JobSettings settings;
    private final LocalDate date;
    private final WriteScope scope;
    private final long token;
    private final LongAccumulator rowsDone;

    /** @param rowsDone what the driver shows the progress by */
    ParticipantWriting(
            CassandraConnector connector,
            JobSettings settings,
            LocalDate date,
            WriteScope scope,
            long token,
            LongAccumulator rowsDone) {
        this.connector = connector;
        this.settings = settings;
        this.date = date;
        this.scope = scope;
        this.token = token;
        this.rowsDone = rowsDone;
    }

    @Override
    public Iterator<DayTotals> call(Iterator<Row> rows) {
        if (!rows.hasNext()) {
            return List.<DayTotals>of().iterator();
        }
        DayTotals totals = connector.jWithSessionDo(session -> new Task(session).run(rows));
        return List.of(totals).iterator();
    }

    /** The state of one task. */
    private final class Task {
        private final BoundedWrites listings;
        private final BoundedWrites writes;
        private final ParticipantStatements statements;
        private final Cube.Builder cube = new Cube.Builder();
        private final Map<String, Long> removed = new TreeMap<>();
        private final Map<Integer, OffsetRange> offsets = new HashMap<>();
        private final List<MatchRows> waiting = new ArrayList<>();
        private long read;
        private long written;

        Task(CqlSession session) {
            this.listings = new BoundedWrites(session, ParticipantStatements.BUCKETS);
            this.writes = new BoundedWrites(session, settings.writesInFlight());
            this.statements = new ParticipantStatements(session, settings.keyspace(), token);
        }

        DayTotals run(Iterator<Row> rows) {
            MatchRows match = new MatchRows();
            while (rows.hasNext()) {
                Row row = rows.next();
                if (!match.isOf(row.getString(MATCH))) {
                    take(match);
                    match = new MatchRows();
                }
                match.add(row);
            }
            take(match);
            writeWaiting();
            writes.await();
            return new DayTotals(new ReadCounts(read, removed), cube.build(), offsets, written);
        }

        private void take(MatchRows match) {
            match.rows.forEach(this::count);
            cube.add(settings.remakes() == JobSettings.Remakes.INCLUDE ? match.kept() : match.played());
            rowsDone.add(match.rows.size());
            if (scope != WriteScope.ADDED || match.isTouched()) {
                waiting.add(match);
            }
            if (waiting.size() == MATCHES_LISTED_AT_ONCE) {
                writeWaiting();
            }
        }

        private void count(Row row) {
            read++;
            if (!row.isNullAt(REMOVED_BY)) {
                removed.merge(row.getString(REMOVED_BY), 1L, Long::sum);
            }
            offsets.merge(row.getInt(PARTITION), OffsetRange.of(row.getLong(OFFSET)), OffsetRange::plus);
        }

        // Listed before it is written: what is written without being listed could never be deleted.
        private void writeWaiting() {
            Map<Integer, List<String>> listed = new TreeMap<>();
            for (MatchRows match : waiting) {
                if (!match.kept().isEmpty()) {
                    listed.computeIfAbsent(ParticipantStatements.bucket(match.id()), bucket -> new ArrayList<>())
                            .add(match.id());
                }
            }
            listed.forEach((bucket, matchIds) -> listings.send(statements.list(date, bucket, matchIds)));
            listings.await();
            waiting.forEach(this::write);
            waiting.clear();
        }

        private void write(MatchRows match) {
            List<Row> kept = match.kept();
            if (kept.isEmpty()) {
                // With all of its rows removed it may have been there, or be listed, from before.
                if (scope != WriteScope.FIRST && !match.isNameless()) {
                    writes.send(statements.deleteEarlier(date, match.id()));
                    writes.send(statements.unlist(date, match.id()));
                }
                return;
            }
            boolean isNew = scope == WriteScope.FIRST || (scope == WriteScope.ADDED && !match.isKnown());
            writes.send(isNew ? statements.insert(kept) : statements.replace(kept));
            written += kept.size();
        }
    }

    /** The rows of one match, removed ones too. */
    private static final class MatchRows {
        private final List<Row> rows = new ArrayList<>();

        boolean isOf(String matchId) {
            return rows.isEmpty() || id().equals(matchId);
        }

        void add(Row row) {
            rows.add(row);
        }

        String id() {
            return rows.get(0).getString(MATCH);
        }

        boolean isNameless() {
            return RemovalRule.MISSING_MATCH_ID.label().equals(rows.get(0).getString(REMOVED_BY));
        }

        List<Row> kept() {
            return rows.stream().filter(row -> row.isNullAt(REMOVED_BY)).toList();
        }

        List<Row> played() {
            return rows.stream()
                    .filter(row -> row.isNullAt(REMOVED_BY) && !row.getBoolean(REMAKE))
                    .toList();
        }

        boolean isTouched() {
            return rows.stream().anyMatch(row -> row.getBoolean(ADDED));
        }

        boolean isKnown() {
            return rows.stream().anyMatch(row -> !row.getBoolean(ADDED));
        }
    }
}
