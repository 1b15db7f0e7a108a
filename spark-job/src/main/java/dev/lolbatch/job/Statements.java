package dev.lolbatch.job;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;

/** CQL of the job's own: what one of these writes, a later one reads. */
final class Statements {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Statements() {}

    /** Safe to send twice. */
    static SimpleStatement idempotent(String cql, Object... values) {
        return SimpleStatement.newInstance(cql, values)
                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
                .setIdempotent(true)
                .setTimeout(TIMEOUT);
    }

    /** A conditional write. After a failure, and when it was not applied, what is there has to be looked up. */
    static SimpleStatement conditional(String cql, Object... values) {
        return SimpleStatement.newInstance(cql, values)
                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
                .setSerialConsistencyLevel(DefaultConsistencyLevel.SERIAL)
                .setIdempotent(false)
                .setTimeout(TIMEOUT);
    }

    /** Reads what conditional writes have left, and ends those that were cut short. */
    static SimpleStatement serial(String cql, Object... values) {
        return idempotent(cql, values).setConsistencyLevel(DefaultConsistencyLevel.SERIAL);
    }
}
