package dev.lolbatch.orchestrator.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.config.OptionsMap;
import com.datastax.oss.driver.api.core.config.TypedDriverOption;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import com.datastax.oss.quarkus.runtime.internal.session.DefaultQuarkusCqlSession;
import dev.lolbatch.cql.Replication;
import dev.lolbatch.cql.SchemaSettings;
import dev.lolbatch.orchestrator.ServersResource;
import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class CassandraIT {
    private static final SchemaSettings SCHEMA = new SchemaSettings("lol_data", Replication.simple(1));
    private static final SimpleStatement READ = SimpleStatement.newInstance("SELECT release_version FROM system.local");

    @Inject
    QuarkusCqlSession reads;

    @Inject
    CompletionStage<CqlSession> control;

    static Stream<Function<Cassandra, Uni<?>>> kindsOfReads() {
        return Stream.of(
                cassandra -> cassandra.rows(READ),
                cassandra -> cassandra.page(READ),
                cassandra -> cassandra.stream(READ).collect().asList());
    }

    @Test
    void readsAreBoundedAndTheControlPlaneIsNot() {
        DriverExecutionProfile served = reads.getContext().getConfig().getDefaultProfile();
        assertThat(served.getString(DefaultDriverOption.REQUEST_THROTTLER_CLASS))
                .isEqualTo("ConcurrencyLimitingRequestThrottler");
        assertThat(served.getInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_CONCURRENT_REQUESTS))
                .isEqualTo(128);
        assertThat(served.getInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_QUEUE_SIZE))
                .isEqualTo(10_000);
        assertThat(served.getDuration(DefaultDriverOption.REQUEST_TIMEOUT)).isEqualTo(Duration.ofSeconds(5));
        DriverExecutionProfile own =
                control.toCompletableFuture().join().getContext().getConfig().getDefaultProfile();
        assertThat(own.getString(DefaultDriverOption.REQUEST_THROTTLER_CLASS)).isEqualTo("PassThroughRequestThrottler");
        assertThat(own.getDuration(DefaultDriverOption.REQUEST_TIMEOUT)).isEqualTo(Duration.ofSeconds(5));
        assertThat(own.getStringList(DefaultDriverOption.CONTACT_POINTS))
                .isEqualTo(served.getStringList(DefaultDriverOption.CONTACT_POINTS));
    }

    @ParameterizedTest
    @MethodSource("kindsOfReads")
    void whatTheQueueHasNoRoomForIsRefusedAndTheRestIsAnswered(Function<Cassandra, Uni<?>> read) {
        // Given
        try (QuarkusCqlSession tight = limited(1, 1)) {
            Cassandra cassandra = cassandra(control, tight);

            // When
            List<CompletableFuture<?>> answers = atOnce(200, () -> read.apply(cassandra));

            // Then
            List<CompletableFuture<?>> refused = answers.stream()
                    .filter(answer ->
                            answer.handle((any, failure) -> failure != null).join())
                    .toList();
            assertThat(refused).isNotEmpty().hasSizeLessThan(answers.size());
            assertThat(refused).allSatisfy(answer -> assertThatThrownBy(answer::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(OrchestratorException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
                        assertThat(e.retryAfter()).contains(Duration.ofSeconds(1));
                        assertThat(e)
                                .hasMessage(
                                        "Cannot read from Cassandra: too many reads wait already; try again in a moment");
                    }));
        }
    }

    @Test
    void theControlPlaneDoesNotWaitBehindReads() {
        // Given reads that wait for each other
        try (QuarkusCqlSession tight = limited(1, 10_000)) {
            CompletionStage<CqlSession> besides = ControlSession.besides(tight);
            besides.toCompletableFuture().join();
            Cassandra cassandra = cassandra(besides, tight);
            List<CompletableFuture<?>> answers = atOnce(5_000, () -> cassandra.rows(READ));

            // When
            cassandra.check();

            // Then
            assertThat(answers).anyMatch(answer -> !answer.isDone());
            assertThat(answers).allSatisfy(answer -> answer.join());
            besides.thenAccept(CqlSession::close).toCompletableFuture().join();
        }
    }

    private static List<CompletableFuture<?>> atOnce(int count, Supplier<Uni<?>> read) {
        return Stream.generate(() -> read.get().subscribeAsCompletionStage())
                .limit(count)
                .<CompletableFuture<?>>map(answer -> answer)
                .toList();
    }

    private QuarkusCqlSession limited(int atOnce, int waiting) {
        OptionsMap limits = new OptionsMap();
        limits.put(TypedDriverOption.REQUEST_THROTTLER_MAX_CONCURRENT_REQUESTS, atOnce);
        limits.put(TypedDriverOption.REQUEST_THROTTLER_MAX_QUEUE_SIZE, waiting);
        // All of these have time to wait for each other.
        limits.put(TypedDriverOption.REQUEST_TIMEOUT, Duration.ofMinutes(1));
        return new DefaultQuarkusCqlSession(CqlSession.builder()
                .withConfigLoader(DriverConfigLoader.compose(
                        DriverConfigLoader.fromMap(limits), reads.getContext().getConfigLoader()))
                .withClassLoader(getClass().getClassLoader())
                .build());
    }

    private static Cassandra cassandra(CompletionStage<CqlSession> control, QuarkusCqlSession reads) {
        return new Cassandra(control, CompletableFuture.completedFuture(reads), SCHEMA);
    }
}
