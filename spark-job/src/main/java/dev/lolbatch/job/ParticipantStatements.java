package dev.lolbatch.job;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * What writes and deletes matches of {@code match_participants} and {@code matches_by_date}, all of it at a fencing token, so
 * that a run with a smaller one loses, whenever its writes arrive.
 */
final class ParticipantStatements {
    static final int BUCKETS = 16;

    private static final int DATE = ParticipantColumns.index("match_date");
    private static final int MATCH = ParticipantColumns.index("match_id");

    private final long token;
    private final PreparedStatement insert;
    private final List<TypeCodec<Object>> codecs;
    private final PreparedStatement deleteMatch;
    private final PreparedStatement list;
    private final PreparedStatement unlist;

    ParticipantStatements(CqlSession session, String keyspace, long token) {
        this.token = token;
        List<String> columns = ParticipantColumns.ALL;
        this.insert = session.prepare(Statements.idempotent("INSERT INTO " + keyspace + ".match_participants ("
                + String.join(", ", columns) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?"))
                + ") USING TIMESTAMP ?"));
        this.codecs = columns.stream()
                .<TypeCodec<Object>>map(column -> session.getContext()
                        .getCodecRegistry()
                        .codecFor(insert.getVariableDefinitions().get(column).getType()))
                .toList();
        this.deleteMatch = session.prepare(Statements.idempotent("DELETE FROM " + keyspace
                + ".match_participants USING TIMESTAMP ? WHERE match_date = ? AND match_id = ?"));
        this.list = session.prepare(
                Statements.idempotent(
                        "INSERT INTO " + keyspace
                                + ".matches_by_date (match_date, bucket, match_id, fencing_token) VALUES (?, ?, ?, ?) USING TIMESTAMP ?"));
        this.unlist = session.prepare(Statements.idempotent("DELETE FROM " + keyspace
                + ".matches_by_date USING TIMESTAMP ? WHERE match_date = ? AND bucket = ? AND match_id = ?"));
    }

    /** Where a match is listed, the same for ever. */
    static int bucket(String matchId) {
        return Math.floorMod(matchId.hashCode(), BUCKETS);
    }

    /** Lists matches of one bucket. */
    BatchStatement list(LocalDate date, int bucket, Collection<String> matchIds) {
        BatchStatementBuilder batch = batch();
        matchIds.forEach(matchId -> batch.addStatement(list.bind(date, bucket, matchId, token, token)));
        return batch.build();
    }

    BoundStatement unlist(LocalDate date, String matchId) {
        return unlist.bind(token, date, bucket(matchId), matchId);
    }

    /** Deletes what runs before this one wrote of a match. */
    BoundStatement deleteEarlier(LocalDate date, String matchId) {
        return deleteMatch.bind(token - 1, date, matchId);
    }

    /** Writes the participants of one match that nothing was written of before. */
    BatchStatement insert(List<Participant> participants) {
        return addInserts(batch(), participants).build();
    }

    /** Writes the participants of one match in place of all that was there. */
    BatchStatement replace(List<Participant> participants) {
        Participant first = participants.get(0);
        BatchStatementBuilder batch = batch();
        batch.addStatement(deleteEarlier((LocalDate) first.value(DATE), first.text(MATCH)));
        return addInserts(batch, participants).build();
    }

    private BatchStatementBuilder addInserts(BatchStatementBuilder batch, List<Participant> participants) {
        participants.forEach(participant -> batch.addStatement(insert(participant)));
        return batch;
    }

    // Nulls stay unset: each would be a tombstone, and whatever they would hide has been deleted.
    private BoundStatement insert(Participant participant) {
        BoundStatementBuilder statement = insert.boundStatementBuilder();
        int columns = codecs.size();
        for (int i = 0; i < columns; i++) {
            Object value = participant.value(i);
            if (value != null) {
                statement = statement.set(i, value, codecs.get(i));
            }
        }
        return statement.setLong(columns, token).build();
    }

    // All statements of a batch are of one partition, which a log would only slow down.
    private static BatchStatementBuilder batch() {
        return BatchStatement.builder(BatchType.UNLOGGED)
                .setIdempotence(true)
                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM);
    }
}
