package dev.lolbatch.orchestrator.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import dev.lolbatch.cql.Replication;
import dev.lolbatch.cql.SchemaSettings;
import dev.lolbatch.orchestrator.Lifecycle;
import dev.lolbatch.orchestrator.ServersResource;
import dev.lolbatch.orchestrator.Started;
import dev.lolbatch.orchestrator.events.EventFixture;
import dev.lolbatch.orchestrator.events.EventLog;
import dev.lolbatch.orchestrator.events.EventLogContract;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a keyspace of its own: nobody else's runs have events there. */
@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class CassandraEventLogIT extends EventLogContract {
    private static final SchemaSettings SCHEMA = new SchemaSettings("events_alone", Replication.simple(1));

    @Inject
    Lifecycle lifecycle;

    @Inject
    QuarkusCqlSession session;

    private EventLog log;
    private EventLog otherReplica;

    @BeforeEach
    void empty() {
        Started.await(lifecycle);
        cassandra(session).migrate();
        session.execute("TRUNCATE events_alone.etl_events");
        session.execute("TRUNCATE events_alone.etl_event_numbers");
        log = new CassandraEventLog(cassandra(session));
        otherReplica = new CassandraEventLog(cassandra(session));
    }

    @Override
    protected EventLog log() {
        return log;
    }

    @Override
    protected EventLog otherReplica() {
        return otherReplica;
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSERT INTO events_alone.etl_event_numbers", "INSERT INTO events_alone.etl_events"})
    void anEventThatIsAppendedAgainAfterAnUnknownOutcomeIsKeptOnce(String lost) {
        // Given
        EventLog losing = new CassandraEventLog(cassandra(losingTheReplyTo(lost)));
        assertThatThrownBy(() -> losing.append(EventFixture.event("run-1", 0)))
                .isInstanceOf(OrchestratorException.class)
                .hasMessageStartingWith("Cannot reach Cassandra: DriverTimeoutException; ");
        losing.append(EventFixture.event("run-2", 0));

        // When
        losing.append(EventFixture.event("run-1", 0));

        // Then
        assertThat(otherReplica.after(0, 10))
                .extracting(logged -> logged.event().runId())
                .containsExactlyInAnyOrder("run-1", "run-2");
        assertThat(otherReplica.last()).isEqualTo(2);
    }

    /** A session that does one statement, but does not say so. */
    private QuarkusCqlSession losingTheReplyTo(String query) {
        AtomicBoolean isLost = new AtomicBoolean();
        return (QuarkusCqlSession) Proxy.newProxyInstance(
                QuarkusCqlSession.class.getClassLoader(),
                new Class<?>[] {QuarkusCqlSession.class},
                (proxy, method, arguments) -> {
                    Object answer;
                    try {
                        answer = method.invoke(session, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (begins(query, arguments) && !isLost.getAndSet(true)) {
                        throw new DriverTimeoutException("the reply is lost");
                    }
                    return answer;
                });
    }

    private static boolean begins(String query, Object[] arguments) {
        return arguments != null
                && arguments.length == 1
                && arguments[0] instanceof SimpleStatement statement
                && statement.getQuery().startsWith(query);
    }

    private static Cassandra cassandra(QuarkusCqlSession session) {
        return new Cassandra(
                CompletableFuture.completedFuture(session), CompletableFuture.completedFuture(session), SCHEMA);
    }
}
