package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.lolbatch.orchestrator.run.IdempotencyKeys;
import dev.lolbatch.orchestrator.run.RunId;
import jakarta.inject.Singleton;
import java.util.Objects;

/** Keys in {@code etl_idempotency}, whose rows live for a day. */
@Singleton
final class CassandraIdempotencyKeys implements IdempotencyKeys {
    private final Cassandra cassandra;
    private final String table;

    CassandraIdempotencyKeys(Cassandra cassandra) {
        this.cassandra = cassandra;
        this.table = cassandra.table("etl_idempotency");
    }

    @Override
    public Use bind(String key, Use use) {
        Row answer = Objects.requireNonNull(cassandra
                .execute(Cassandra.conditional(SimpleStatement.newInstance(
                        "INSERT INTO " + table + " (idempotency_key, request, run_id) VALUES (?, ?, ?) IF NOT EXISTS",
                        key,
                        use.request(),
                        use.run().value())))
                .one());
        return answer.getBoolean("[applied]")
                ? use
                : new Use(
                        Objects.requireNonNull(answer.getString("request")),
                        new RunId(Objects.requireNonNull(answer.getString("run_id"))));
    }
}
