package dev.lolbatch.orchestrator.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every log of events does; run against each of them. The log is empty before each test. */
public abstract class EventLogContract {
    /** The log as one replica has it. */
    protected abstract EventLog log();

    /** The same log as another replica has it. */
    protected abstract EventLog otherReplica();

    @Test
    void anEmptyLogHasNoEvents() {
        assertThat(log().last()).isZero();
        assertThat(log().after(0, 10)).isEmpty();
        assertThat(log().after(99, 10)).isEmpty();
    }

    @Test
    void eventsComeBackAsTheyWereAndAreNumberedFromOne() {
        // Given
        RunEvent first = EventFixture.event("run-1", 0);
        RunEvent second = EventFixture.failure("run-2", "it's \"gone\"");

        // When
        List<Long> numbers = List.of(log().append(first), log().append(second));

        // Then
        assertThat(numbers).containsExactly(1L, 2L);
        assertThat(log().last()).isEqualTo(2);
        assertThat(log().after(0, 10)).containsExactly(new LoggedEvent(1, first), new LoggedEvent(2, second));
    }

    @Test
    void whatComesAfterAnEventIsTheOldestFirstAndNoMoreThanWasAskedFor() {
        // Given
        for (int version = 0; version < 5; version++) {
            log().append(EventFixture.event("run-1", version));
        }

        // Then
        assertThat(log().after(1, 3)).extracting(LoggedEvent::seq).containsExactly(2L, 3L, 4L);
        assertThat(log().after(4, 3)).extracting(LoggedEvent::seq).containsExactly(5L);
        assertThat(log().after(5, 3)).isEmpty();
    }

    @Test
    void aReplicaSeesAtOnceWhatAnotherHasKeptAndGoesOnAfterIt() {
        // Given
        log().append(EventFixture.event("run-1", 0));
        otherReplica().append(EventFixture.event("run-2", 0));

        // When
        long seq = log().append(EventFixture.event("run-1", 1));

        // Then
        assertThat(seq).isEqualTo(3);
        assertThat(otherReplica().last()).isEqualTo(3);
        assertThat(otherReplica().after(0, 10))
                .extracting(logged -> logged.event().runId())
                .containsExactly("run-1", "run-2", "run-1");
    }

    @Test
    void anEventThatIsAppendedAgainIsKeptOnceWhoeverDoesIt() {
        // Given
        RunEvent event = EventFixture.event("run-1", 0);
        long seq = log().append(event);
        log().append(EventFixture.event("run-2", 0));

        // When
        List<Long> again = List.of(otherReplica().append(event), log().append(event));

        // Then
        assertThat(again).containsExactly(seq, seq);
        assertThat(log().after(0, 10))
                .extracting(logged -> logged.event().runId())
                .containsExactly("run-1", "run-2");
    }

    @Test
    void replicasThatTellTheSameAtOnceTellItOnceAndInOrder() throws Exception {
        // Given
        int versions = 20;
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);

        // When
        try {
            List<Future<List<Long>>> outcomes = new ArrayList<>();
            for (EventLog replica : List.of(log(), otherReplica())) {
                outcomes.add(threads.submit(() -> {
                    start.await();
                    return IntStream.range(0, versions)
                            .mapToObj(version -> replica.append(EventFixture.event("run-1", version)))
                            .toList();
                }));
            }

            // Then
            for (Future<List<Long>> outcome : outcomes) {
                assertThat(outcome.get()).containsExactlyElementsOf(upTo(versions));
            }
            assertThat(readAll(log(), 7))
                    .extracting(logged -> logged.event().version())
                    .containsExactlyElementsOf(
                            IntStream.range(0, versions).boxed().toList());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void manyEventsStayInTheirOrder() {
        // Given
        int events = 1_030;
        for (int version = 0; version < events; version++) {
            log().append(EventFixture.event("run-1", version));
        }

        // When
        List<LoggedEvent> read = readAll(otherReplica(), 100);

        // Then
        assertThat(otherReplica().last()).isEqualTo(events);
        assertThat(read).extracting(LoggedEvent::seq).containsExactlyElementsOf(upTo(events));
        assertThat(read).allSatisfy(logged -> assertThat(logged.event())
                .isEqualTo(EventFixture.event("run-1", Math.toIntExact(logged.seq()) - 1)));
        assertThat(otherReplica().after(1_000, 1_000)).hasSize(30);
        assertThat(otherReplica().append(EventFixture.event("run-1", events))).isEqualTo(events + 1);
    }

    @Test
    void appendersThatCompeteGetEachNumberOnceAndLeaveNoneOut() throws Exception {
        // Given
        int appenders = 4;
        int each = 25;
        CyclicBarrier start = new CyclicBarrier(appenders);
        ExecutorService threads = Executors.newFixedThreadPool(appenders);
        List<Future<List<Long>>> outcomes = new ArrayList<>();

        // When
        try {
            for (int i = 0; i < appenders; i++) {
                String runId = "run-" + i;
                EventLog replica = i % 2 == 0 ? log() : otherReplica();
                Callable<List<Long>> appender = () -> {
                    start.await();
                    List<Long> numbers = new ArrayList<>();
                    for (int version = 0; version < each; version++) {
                        numbers.add(replica.append(EventFixture.event(runId, version)));
                    }
                    return numbers;
                };
                outcomes.add(threads.submit(appender));
            }

            // Then
            List<Long> numbers = new ArrayList<>();
            for (Future<List<Long>> outcome : outcomes) {
                assertThat(outcome.get()).isSorted();
                numbers.addAll(outcome.get());
            }
            assertThat(numbers).containsExactlyInAnyOrderElementsOf(upTo((long) appenders * each));
            assertThat(readAll(log(), 7)).extracting(LoggedEvent::seq).containsExactlyElementsOf(upTo(numbers.size()));
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<LoggedEvent> readAll(EventLog log, int page) {
        List<LoggedEvent> all = new ArrayList<>();
        List<LoggedEvent> next = log.after(0, page);
        while (!next.isEmpty()) {
            all.addAll(next);
            next = log.after(next.get(next.size() - 1).seq(), page);
        }
        return all;
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
