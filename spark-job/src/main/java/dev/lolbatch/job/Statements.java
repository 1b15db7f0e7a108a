package dev.lolbatch.job;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;

/** CQL of the job's own: seen by every later reader at the same level, and safe to send twice. */
final class Statements {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Statements() {}

    static SimpleStatement idempotent(String cql, Object... values) {
        return SimpleStatement.newInstance(cql, values)
                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
                .setIdempotent(true)
                .setTimeout(TIMEOUT);
    }
}
