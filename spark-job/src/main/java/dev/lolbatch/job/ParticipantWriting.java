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
 * Runs on the executors, on rows of one date with {@link LakeColumns}, those of a match one after the other: writes the
 * participants that count, and adds everything up on the way, so that the lake is read once and nothing is kept.
 *
 * <p>Run again, by Spark after a failure of an executor, it writes the same.
 */
final class ParticipantWriting implements FlatMapFunction<Iterator<Row>, DayTotals> {
    private static final long serialVersionUID = 1L;
    /** So many matches are listed at a time, in a batch per bucket, before any of them is written. */
    private static final int MATCHES_LISTED_AT_ONCE = 256;

    private static final int PARTITION = LakeColumns.index("kafka_partition");
    private static final int OFFSET = LakeColumns.index("kafka_offset");

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

    /**
     * A match that is to be written.
     *
     * @param isKnown whether it was there when the date was last written
     * @param participants none where no row counts, so that what was written of it has to go
     */
    private record Write(String matchId, boolean isKnown, List<Participant> participants) {}

    /** The state of one task. */
    private final class Task {
        private final BoundedWrites listings;
        private final BoundedWrites writes;
        private final ParticipantStatements statements;
        private final Features features = new Features(ChampionNames.load());
        private final Cube.Builder cube = new Cube.Builder();
        private final Map<String, Long> removed = new TreeMap<>();
        private final Map<Integer, OffsetRange> offsets = new HashMap<>();
        private final List<Write> waiting = new ArrayList<>();
        private long read;
        private long written;

        Task(CqlSession session) {
            this.listings = new BoundedWrites(session, ParticipantStatements.BUCKETS);
            this.writes = new BoundedWrites(session, settings.writesInFlight());
            this.statements = new ParticipantStatements(session, settings.keyspace(), token);
        }

        DayTotals run(Iterator<Row> rows) {
            LakeMatch.Builder match = new LakeMatch.Builder();
            while (rows.hasNext()) {
                Row row = rows.next();
                count(row);
                if (!match.isOf(row)) {
                    take(match.build());
                    match = new LakeMatch.Builder();
                }
                match.add(row);
            }
            take(match.build());
            writeWaiting();
            writes.await();
            return new DayTotals(new ReadCounts(read, removed), cube.build(), offsets, written);
        }

        private void count(Row row) {
            read++;
            rowsDone.add(1);
            offsets.merge(row.getInt(PARTITION), OffsetRange.of(row.getLong(OFFSET)), OffsetRange::plus);
        }

        private void take(LakeMatch match) {
            match.removed().forEach((rule, rows) -> removed.merge(rule.label(), rows, Long::sum));
            List<Participant> participants = features.of(match);
            cube.add(settings.remakes() == JobSettings.Remakes.INCLUDE ? participants : withoutRemakes(participants));
            if (scope != WriteScope.ADDED || match.isTouched()) {
                waiting.add(new Write(match.id(), match.isKnown(), participants));
            }
            if (waiting.size() == MATCHES_LISTED_AT_ONCE) {
                writeWaiting();
            }
        }

        private List<Participant> withoutRemakes(List<Participant> participants) {
            return participants.stream()
                    .filter(participant -> !participant.isRemake())
                    .toList();
        }

        // Listed before it is written: what is written without being listed could never be deleted.
        private void writeWaiting() {
            Map<Integer, List<String>> listed = new TreeMap<>();
            for (Write write : waiting) {
                if (!write.participants().isEmpty()) {
                    listed.computeIfAbsent(ParticipantStatements.bucket(write.matchId()), bucket -> new ArrayList<>())
                            .add(write.matchId());
                }
            }
            listed.forEach((bucket, matchIds) -> listings.send(statements.list(date, bucket, matchIds)));
            listings.await();
            waiting.forEach(this::send);
            waiting.clear();
        }

        private void send(Write write) {
            if (write.participants().isEmpty()) {
                remove(write.matchId());
                return;
            }
            boolean isNew = scope == WriteScope.FIRST || (scope == WriteScope.ADDED && !write.isKnown());
            writes.send(isNew ? statements.insert(write.participants()) : statements.replace(write.participants()));
            written += write.participants().size();
        }

        // With all of its rows removed it may have been there, or be listed, from before. A blank id never was.
        private void remove(String matchId) {
            if (scope != WriteScope.FIRST && !Texts.isBlank(matchId)) {
                writes.send(statements.deleteEarlier(date, matchId));
                writes.send(statements.unlist(date, matchId));
            }
        }
    }
}
