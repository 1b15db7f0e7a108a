package dev.lolbatch.job;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.spark.connector.cql.CassandraConnector;
import java.util.Iterator;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Row;

/** Runs on the executors: deletes the participants whose keys (match_date, match_id, participant_id) it is given. */
final class ParticipantDeletion implements ForeachPartitionFunction<Row> {
    private static final long serialVersionUID = 1L;

    private final CassandraConnector connector;
    private final String keyspace;

    ParticipantDeletion(CassandraConnector connector, String keyspace) {
        this.connector = connector;
        this.keyspace = keyspace;
    }

    @Override
    public void call(Iterator<Row> keys) {
        if (keys.hasNext()) {
            connector.jWithSessionDo(session -> {
                deleteAll(session, keys);
                return null;
            });
        }
    }

    private void deleteAll(CqlSession session, Iterator<Row> keys) {
        PreparedStatement delete = session.prepare(Statements.idempotent("DELETE FROM " + keyspace
                + ".match_participants WHERE match_date = ? AND match_id = ? AND participant_id = ?"));
        while (keys.hasNext()) {
            Row key = keys.next();
            session.execute(delete.bind(key.getLocalDate(0), key.getString(1), key.getString(2)));
        }
    }
}
