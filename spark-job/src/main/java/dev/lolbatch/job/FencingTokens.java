package dev.lolbatch.job;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.spark.connector.cql.CassandraConnector;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Gives out Cassandra timestamps that only grow, whatever the clocks of the machines say. None is given out twice; some may be
 * left out.
 */
final class FencingTokens {
    private static final String NAME = "job";

    private final CassandraConnector connector;
    private final String table;
    private final Clock clock;

    FencingTokens(CassandraConnector connector, String keyspace, Clock clock) {
        this.connector = connector;
        this.table = keyspace + ".fencing_tokens";
        this.clock = clock;
    }

    /** A token greater than every earlier one. */
    long next() {
        while (true) {
            Long last = last();
            long token = Math.max(micros(clock.instant()), last == null ? 0 : last + 1);
            if (moved(last, token)) {
                return token;
            }
        }
    }

    private Long last() {
        Row row = connector.jWithSessionDo(session -> session.execute(
                        Statements.serial("SELECT fencing_token FROM " + table + " WHERE name = ?", NAME))
                .one());
        return row == null || row.isNull(0) ? null : Long.valueOf(row.getLong(0));
    }

    // When the reply is lost the token is lost with it, and the next one is greater.
    private boolean moved(Long last, long token) {
        return connector.jWithSessionDo(session -> session.execute(Statements.conditional(
                        "UPDATE " + table + " SET fencing_token = ? WHERE name = ? IF fencing_token = ?",
                        token,
                        NAME,
                        last))
                .wasApplied());
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
