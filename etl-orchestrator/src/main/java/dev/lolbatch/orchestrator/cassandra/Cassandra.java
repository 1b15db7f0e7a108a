package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.cql.PagingState;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import dev.lolbatch.cql.SchemaMigration;
import dev.lolbatch.cql.SchemaSettings;
import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/**
 * The sessions, once there are any: they are made in the background, so that the service starts, and says what it waits for, while
 * Cassandra is away. What blocks is the control plane's and has a session of its own; what does not is a read for a caller, and waits
 * its turn. What the driver throws is turned into the caller's problem here.
 */
@Singleton
public final class Cassandra {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String CHECK =
            "try again in a moment, and check quarkus.cassandra.contact-points when it stays";

    private final CompletionStage<CqlSession> control;
    private final CompletionStage<QuarkusCqlSession> reads;
    private final SchemaSettings schema;

    Cassandra(CompletionStage<CqlSession> control, CompletionStage<QuarkusCqlSession> reads, SchemaSettings schema) {
        this.control = control;
        this.reads = reads;
        this.schema = schema;
    }

    /** Applies what is missing of the schema; blocks. */
    public void migrate() {
        new SchemaMigration(ready(control), schema).apply();
    }

    /** Returns when a node answers; blocks for no longer than a request's timeout. */
    public void check() {
        execute(SimpleStatement.newInstance("SELECT release_version FROM system.local"));
    }

    String table(String name) {
        return schema.keyspace() + "." + name;
    }

    /** A conditional write. Sent once: a second sending would find the first. */
    static <T extends Statement<T>> T conditional(T write) {
        return write.setConsistencyLevel(ConsistencyLevel.QUORUM)
                .setSerialConsistencyLevel(ConsistencyLevel.SERIAL)
                .setIdempotent(false);
    }

    ResultSet execute(Statement<?> statement) {
        return translating(() -> ready(control).execute(statement));
    }

    /** For what reads further pages, too. */
    <T> T translating(Supplier<T> call) {
        try {
            return call.get();
        } catch (DriverException e) {
            throw problem(e);
        }
    }

    Uni<List<Row>> rows(SimpleStatement statement) {
        return Uni.createFrom()
                .deferred(() -> ready(reads)
                        .executeReactive(statement)
                        .map(Row.class::cast)
                        .collect()
                        .asList())
                .onFailure(DriverException.class)
                .transform(failure -> problem((DriverException) failure));
    }

    /** All of them, read as fast as they are taken. */
    Multi<Row> stream(SimpleStatement statement) {
        return Multi.createFrom()
                .deferred(() -> ready(reads).executeReactive(statement).map(Row.class::cast))
                .onFailure(DriverException.class)
                .transform(failure -> problem((DriverException) failure));
    }

    /**
     * Some of a statement's rows.
     *
     * @param next where the next page begins; empty on the last
     */
    record Page(List<Row> rows, Optional<PagingState> next) {}

    /** As many as the statement's page has. Fails with {@code IllegalArgumentException} for a paging state of another. */
    Uni<Page> page(SimpleStatement statement) {
        return Uni.createFrom()
                .completionStage(() -> ready(reads).executeAsync(statement))
                .map(page -> new Page(
                        StreamSupport.stream(page.currentPage().spliterator(), false)
                                .toList(),
                        Optional.ofNullable(page.getExecutionInfo().getSafePagingState())))
                .onFailure(DriverException.class)
                .transform(failure -> problem((DriverException) failure));
    }

    private static <S extends CqlSession> S ready(CompletionStage<S> session) {
        var future = session.toCompletableFuture();
        if (!future.isDone() || future.isCompletedExceptionally()) {
            throw unavailable(RETRY_AFTER, "Cannot reach Cassandra: no connection yet; " + CHECK, null);
        }
        return future.join();
    }

    private static OrchestratorException problem(DriverException cause) {
        String kind = cause.getClass().getSimpleName();
        return cause instanceof RequestThrottlingException
                ? unavailable(
                        SOON, "Cannot read from Cassandra: too many reads wait already; try again in a moment", cause)
                : unavailable(RETRY_AFTER, "Cannot reach Cassandra: " + kind + "; " + CHECK, cause);
    }

    private static OrchestratorException unavailable(Duration retryAfter, String message, Throwable cause) {
        return OrchestratorException.temporary(ErrorCode.STORE_UNAVAILABLE, retryAfter, message, cause);
    }
}
