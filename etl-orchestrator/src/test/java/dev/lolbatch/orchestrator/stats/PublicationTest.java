package dev.lolbatch.orchestrator.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.orchestrator.problem.OrchestratorException;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PublicationTest {
    private static final Instant NOW = Instant.parse("2026-01-14T00:30:00Z");

    private final InMemoryViews views = new InMemoryViews();
    private final AtomicLong nanos = new AtomicLong(1);
    private final Publication publication =
            new Publication(views, Duration.ofMinutes(10), Clock.fixed(NOW, ZoneOffset.UTC), nanos::get);

    @Test
    void whatWasReadAMomentAgoIsNotReadAgain() {
        // Given
        publish("run-1");

        // When
        publication.read().await().indefinitely();
        pass(Duration.ofMillis(400));
        publication.read().await().indefinitely();

        // Then
        assertThat(views.pointersRead()).isEqualTo(1);
    }

    @Test
    void whatWasPublishedIsServedTwoSecondsLaterAtTheLatest() {
        // Given
        publish("run-1");
        assertThat(served()).contains("run-1");

        // When
        publish("run-2");
        pass(Duration.ofSeconds(2));

        // Then
        assertThat(served()).contains("run-2");
    }

    @Test
    void aCallBetweenIsNotHeldUpAndHasItReadForTheNext() {
        // Given
        publish("run-1");
        assertThat(served()).contains("run-1");
        publish("run-2");
        pass(Duration.ofSeconds(1));

        // Then
        assertThat(served()).contains("run-1");
        assertThat(served()).contains("run-2");
    }

    @Test
    void whatWasPublishedHereIsServedAtOnce() {
        // Given
        publish("run-1");
        assertThat(served()).contains("run-1");

        // When
        publish("run-2");
        publication.expire();

        // Then
        assertThat(served()).contains("run-2");
    }

    @Test
    void whileTheStoreIsAwayTheLastIsServedAndSaysSinceWhen() {
        // Given
        publish("run-1");
        assertThat(served()).contains("run-1");

        // When
        views.goAway();
        pass(Duration.ofMinutes(5));
        Publication.State state = publication.read().await().indefinitely();

        // Then
        assertThat(state.views().all()).contains("run-1");
        assertThat(state.staleSince()).contains(NOW);

        // And when it is back
        views.comeBack();
        publish("run-2");
        pass(Duration.ofSeconds(1));
        publication.read().await().indefinitely();

        // Then
        assertThat(publication.read().await().indefinitely())
                .isEqualTo(new Publication.State(views.published(), Optional.empty()));
    }

    @Test
    void whileTheStoreIsAwayItIsAskedOnceASecond() {
        // Given
        publish("run-1");
        assertThat(served()).contains("run-1");
        views.goAway();
        pass(Duration.ofMinutes(1));

        // When
        for (int call = 0; call < 100; call++) {
            assertThat(served()).contains("run-1");
        }

        // Then
        assertThat(views.pointersRead()).isEqualTo(2);
    }

    @Test
    void whatIsTooOldIsNotServed() {
        // Given
        publish("run-1");
        assertThat(served()).contains("run-1");

        // When
        views.goAway();
        pass(Duration.ofMinutes(10));

        // Then
        assertThatThrownBy(this::served)
                .isInstanceOf(OrchestratorException.class)
                .hasMessage("Cannot reach the store: a test took it away");
    }

    @Test
    void whatIsMadeOfViewsThatWereReplacedIsMadeAgain() {
        // Given
        publish("run-1");
        AtomicInteger makings = new AtomicInteger();

        // When
        Optional<String> made = publication
                .answer(state -> {
                    if (makings.incrementAndGet() == 1) {
                        publish("run-2");
                        return Uni.createFrom().failure(new VersionGoneException("all", "run-1"));
                    }
                    return Uni.createFrom().item(state.views().all());
                })
                .await()
                .indefinitely();

        // Then
        assertThat(made).contains("run-2");
        assertThat(makings).hasValue(2);
    }

    @Test
    void whatIsReplacedAgainAndAgainIsGivenUp() {
        // Given
        publish("run-1");
        AtomicInteger makings = new AtomicInteger();

        // Then
        assertThatThrownBy(() -> publication
                        .answer(state -> {
                            makings.incrementAndGet();
                            return Uni.createFrom().failure(new VersionGoneException("all", "run-1"));
                        })
                        .await()
                        .indefinitely())
                .isInstanceOf(OrchestratorException.class)
                .hasMessage("Cannot read the statistics: they were replaced 5 times while they were read; try again");
        assertThat(makings).hasValue(5);
    }

    @Test
    void aViewOfAnotherKindIsInNobodysWay() {
        // When
        views.publish("2026-01-13", "run-1", Map.of()).publish("weekly", "run-1", Map.of());

        // Then
        assertThat(publication.read().await().indefinitely().views().dates())
                .containsOnlyKeys(LocalDate.of(2026, 1, 13));
    }

    @Test
    void aStateHasATagOfItsOwn() {
        // Given
        publish("run-1");
        String first = views.published().tag();

        // When
        publish("run-2");
        String second = views.published().tag();
        publish("run-1");

        // Then
        assertThat(second).isNotEqualTo(first).hasSize(12);
        assertThat(views.published().tag()).isEqualTo(first);
    }

    private void publish(String version) {
        views.publish("all", version, Map.of());
    }

    private Optional<String> served() {
        return publication.read().await().indefinitely().views().all();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
