package dev.lolbatch.orchestrator.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.orchestrator.problem.OrchestratorException;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventFeedTest {
    private static final Duration QUICK = Duration.ofMillis(5);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final int BUFFER = 64;

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final Queue<Signal.Transient> moment = new ConcurrentLinkedQueue<>();
    private final List<EventFeed> feeds = new ArrayList<>();

    private List<Signal.Transient> takeMoment() {
        return Stream.ofNullable(moment.poll()).toList();
    }

    @AfterEach
    void closeFeeds() {
        feeds.forEach(EventFeed::close);
    }

    @Test
    void whoNamesNoEventGetsWhatHappensFromNowOn() {
        // Given
        append(3);
        AssertSubscriber<Signal> listener = listening(feed(), OptionalLong.empty());

        // When
        append(2);

        // Then
        await().until(() -> numbers(listener), List.of(4L, 5L)::equals);
    }

    @Test
    void whoNamesAnEventGetsAllAfterItAndGoesOn() {
        // Given
        append(1_000);
        AssertSubscriber<Signal> listener = listening(feed(), OptionalLong.of(10));

        // When
        append(5);

        // Then
        await().until(() -> numbers(listener), between(11, 1_005)::equals);
    }

    @Test
    void whoNamesAnEventBeyondTheNewestGetsWhatHappensFromNowOn() {
        // Given
        append(3);
        AssertSubscriber<Signal> listener = listening(feed(), OptionalLong.of(99));

        // When
        append(2);

        // Then
        await().until(() -> numbers(listener), List.of(4L, 5L)::equals);
    }

    @Test
    void nothingIsMissedOrDoubledForThoseWhoJoinWhileEventsAreAppended() throws InterruptedException {
        // Given listeners whom a busy machine does not make too slow
        FeedSettings roomy = new FeedSettings(QUICK, NEVER, 10_000);
        EventFeed feed = feed(roomy);
        EventFeed otherReplica = feed(roomy);
        Thread appender = new Thread(() -> {
            for (int i = 0; i < 5_000; i++) {
                append(1);
                LockSupport.parkNanos(10_000);
            }
        });
        appender.start();

        // When
        List<AssertSubscriber<Signal>> listeners = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            while (log.last() < 100L * i) {
                Thread.onSpinWait();
            }
            listeners.add(listening(i % 2 == 0 ? feed : otherReplica, OptionalLong.of(i)));
        }
        appender.join();

        // Then
        for (int i = 0; i < listeners.size(); i++) {
            AssertSubscriber<Signal> listener = listeners.get(i);
            await().until(() -> last(listener) == 5_000);
            assertThat(numbers(listener)).isEqualTo(between(i + 1, 5_000));
        }
    }

    @Test
    void whoComesBackToAnotherReplicaMissesNothing() {
        // Given
        AssertSubscriber<Signal> before = listening(feed(), OptionalLong.empty());
        append(3);
        await().until(() -> last(before) == 3);
        before.cancel();
        append(4);

        // When
        AssertSubscriber<Signal> after = listening(feed(), OptionalLong.of(last(before)));
        append(1);

        // Then
        await().until(() -> numbers(after), between(4, 8)::equals);
    }

    @Test
    void whoTakesNothingIsLetGoWhenHisBufferIsFullAndTheOthersGoOn() {
        // Given
        EventFeed feed = feed();
        AssertSubscriber<Signal> slow = AssertSubscriber.create(0);
        feed.follow(OptionalLong.empty()).subscribe().withSubscriber(slow);
        AssertSubscriber<Signal> quick = listening(feed, OptionalLong.empty());

        // When
        for (int i = 1; i <= BUFFER; i++) {
            append(1);
            long seq = i;
            await().until(() -> last(quick) == seq);
        }

        // Then
        await().until(slow::hasCompleted);
        await().until(feed::listeners, count -> count == 1);
    }

    @Test
    void whoTakesThePastSlowlyIsGivenItAsHeTakesIt() {
        // Given
        append(10 * BUFFER);
        AssertSubscriber<Signal> slow = AssertSubscriber.create(0);
        feed().follow(OptionalLong.of(0)).subscribe().withSubscriber(slow);

        // When
        for (int taken = 1; taken <= 10 * BUFFER + 1; taken++) {
            slow.request(1);
            int all = taken;
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> slow.getItems().size() == all);
        }

        // Then
        assertThat(numbers(slow)).isEqualTo(between(1, 10 * BUFFER));
        assertThat(slow.hasCompleted()).isFalse();
    }

    @Test
    void whoTakesNothingBetweenTwoHeartbeatsIsLetGo() {
        // Given
        EventFeed feed = feed(new FeedSettings(QUICK, QUICK, BUFFER));
        AssertSubscriber<Signal> stuck = AssertSubscriber.create(0);

        // When
        feed.follow(OptionalLong.empty()).subscribe().withSubscriber(stuck);

        // Then
        await().until(stuck::hasCompleted);
        assertThat(stuck.getItems()).isEmpty();
    }

    @Test
    void aStreamBeginsWithAHeartbeatAndHasMoreWhileNothingHappens() {
        // When
        AssertSubscriber<Signal> listener =
                listening(feed(new FeedSettings(QUICK, QUICK, BUFFER)), OptionalLong.empty());

        // Then
        await().until(() -> listener.getItems().size() > 3);
        assertThat(listener.getItems()).allMatch(Signal.Heartbeat.class::isInstance);
    }

    @Test
    void whatIsOfTheMomentReachesAllWhoListenThen() {
        // Given
        EventFeed feed = feed();
        AssertSubscriber<Signal> here = listening(feed, OptionalLong.empty());
        AssertSubscriber<Signal> alsoHere = listening(feed, OptionalLong.empty());
        await().until(feed::listeners, count -> count == 2);
        Signal.Transient progress = new Signal.Transient("progress", "half done");

        // When
        moment.add(progress);

        // Then
        await().until(() ->
                here.getItems().contains(progress) || alsoHere.getItems().contains(progress));
        append(1);
        await().until(() -> last(here) == 1 && last(alsoHere) == 1);
        assertThat(here.getItems()).containsOnlyOnce(progress);
        assertThat(alsoHere.getItems()).containsOnlyOnce(progress);
    }

    @Test
    void nobodyReadsTheLogWhileNobodyListens() {
        // Given
        EventFeed feed = feed();
        AssertSubscriber<Signal> listener = listening(feed, OptionalLong.empty());
        append(1);
        await().until(() -> last(listener) == 1);

        // When
        listener.cancel();

        // Then
        await().until(feed::listeners, count -> count == 0);
        int onesUnderWay = log.reads() + 1;
        await().during(QUICK.multipliedBy(20)).until(() -> log.reads() <= onesUnderWay);
        append(1);
        AssertSubscriber<Signal> next = listening(feed, OptionalLong.of(1));
        append(1);
        await().until(() -> numbers(next), List.of(2L, 3L)::equals);
    }

    @Test
    void whileTheLogIsAwayListenersWaitAndMissNothing() {
        // Given
        EventFeed feed = feed();
        AssertSubscriber<Signal> listener = listening(feed, OptionalLong.empty());
        append(1);
        await().until(() -> last(listener) == 1);

        // When
        log.goAway();
        int reads = log.reads();
        await().until(() -> log.reads() > reads + 3);
        log.comeBack();
        append(1);

        // Then
        await().until(() -> numbers(listener), List.of(1L, 2L)::equals);
    }

    @Test
    void whoComesWhileTheLogIsAwayIsToldSo() {
        // Given
        EventFeed feed = feed();
        log.goAway();

        // Then
        assertThatThrownBy(() -> feed.follow(OptionalLong.of(1)))
                .isInstanceOf(OrchestratorException.class)
                .hasMessage("Cannot reach the store: a test took it away");
    }

    @Test
    void eventsThatAreGoneHoldNobodyUp() {
        // Given
        append(5);
        log.forgetUpTo(5);
        AssertSubscriber<Signal> behind = listening(feed(), OptionalLong.of(2));

        // When
        append(1);

        // Then
        await().until(() -> numbers(behind), List.of(6L)::equals);
    }

    @Test
    void aFeedThatClosesEndsItsStreamsAndThoseThatComeLater() {
        // Given
        EventFeed feed = feed();
        AssertSubscriber<Signal> listener = listening(feed, OptionalLong.empty());

        // When
        feed.close();

        // Then
        listener.awaitCompletion();
        listening(feed, OptionalLong.empty()).awaitCompletion();
    }

    private EventFeed feed() {
        return feed(new FeedSettings(QUICK, NEVER, BUFFER));
    }

    private EventFeed feed(FeedSettings settings) {
        EventFeed feed = new EventFeed(log, this::takeMoment, settings);
        feeds.add(feed);
        return feed;
    }

    private void append(int events) {
        for (int i = 0; i < events; i++) {
            log.append(EventFixture.event("run-1", Math.toIntExact(log.last())));
        }
    }

    /** What is awaited here comes within a few milliseconds. */
    private static ConditionFactory await() {
        return Awaitility.with().pollInterval(Duration.ofMillis(1)).await();
    }

    /** Takes whatever comes, as fast as it comes. */
    private static AssertSubscriber<Signal> listening(EventFeed feed, OptionalLong after) {
        AssertSubscriber<Signal> listener = AssertSubscriber.create(Long.MAX_VALUE);
        feed.follow(after).subscribe().withSubscriber(listener);
        return listener;
    }

    private static List<Long> numbers(AssertSubscriber<Signal> listener) {
        return List.copyOf(listener.getItems()).stream()
                .filter(Signal.Logged.class::isInstance)
                .map(signal -> ((Signal.Logged) signal).event().seq())
                .toList();
    }

    private static long last(AssertSubscriber<Signal> listener) {
        List<Long> numbers = numbers(listener);
        return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
    }

    private static List<Long> between(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
