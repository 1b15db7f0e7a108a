package dev.lolbatch.ingest.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lolbatch.ingest.match.JsonMatchReader;
import dev.lolbatch.ingest.match.RejectReason;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchLoopTest {
    private static final Duration MAX_AGE = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final RecordReader READER = new RecordReader(new JsonMatchReader(10_000), 1);

    private final InMemoryMatchLake lake = new InMemoryMatchLake();
    private final FaultyLake faultyLake = new FaultyLake(lake);
    private final List<Reject> deadLetters = new CopyOnWriteArrayList<>();
    private final Deque<RuntimeException> deadLetterFaults = new ConcurrentLinkedDeque<>();
    private final Map<Integer, Long> groupOffsets = new ConcurrentHashMap<>();
    private final Assignments assignments = new Assignments();
    private final RecordedEvents events = new RecordedEvents();
    private final MovableClock clock = new MovableClock();
    private final AtomicInteger restarts = new AtomicInteger();
    private final BatchLoop loop = loop(OptionalLong.empty());

    private BatchLoop loop(OptionalLong maxBatches) {
        return new BatchLoop(
                faultyLake,
                rejects -> {
                    RuntimeException fault = deadLetterFaults.poll();
                    if (fault != null) {
                        throw fault;
                    }
                    deadLetters.addAll(rejects);
                },
                groupOffsets::putAll,
                restarts::incrementAndGet,
                assignments,
                events,
                new BatchLimits(3, 1000, 500, MAX_AGE),
                new IdleWatermarks(IDLE),
                new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(4)),
                maxBatches,
                clock,
                new Random(1));
    }

    @BeforeEach
    void start() {
        loop.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        loop.stop(LIMIT);
    }

    @Test
    void commitsABatchWhenItIsFull() throws InterruptedException {
        // Given
        Assignment assignment = assignments.begin(0, 10);
        // When
        loop.accept(matches(assignment, 10, 17));
        // Then
        assertRows(10L, 11L, 12L, 13L, 14L, 15L);
        assertOffset(0, 16L);
        await().untilAsserted(() -> assertThat(groupOffsets).containsExactly(Map.entry(0, 16L)));
    }

    @Test
    void commitsABatchWhenItsMessagesAreLarge() throws InterruptedException {
        // Given
        Assignment assignment = assignments.begin(0, 0);
        String padding = " ".repeat(1000);
        // When
        loop.accept(List.of(record(assignment, 0, match(0) + padding)));
        // Then
        assertRows(0L);
    }

    @Test
    void commitsAnOldBatchOnAnIdleTopic() throws InterruptedException {
        // Given
        loop.accept(matches(assignments.begin(0, 0), 0, 2));
        clock.now = clock.now.plus(MAX_AGE).minusMillis(1);
        loop.tick();
        assertThat(lake.committed()).isEmpty();
        // When
        clock.now = clock.now.plusMillis(1);
        loop.tick();
        // Then
        assertRows(0L, 1L);
    }

    @Test
    void sendsRejectsAloneAndKeepsTheBatchAroundThem() throws InterruptedException {
        // Given
        Assignment assignment = assignments.begin(0, 0);
        // When
        loop.accept(List.of(
                record(assignment, 0, match(0)), record(assignment, 1, "no json"), record(assignment, 2, match(2))));
        // Then
        assertRows(0L, 2L);
        assertOffset(0, 3L);
        assertThat(deadLetters).hasSize(1);
        assertThat(deadLetters.get(0).reason()).isEqualTo(RejectReason.NOT_JSON);
        assertThat(deadLetters.get(0).position().offset()).isEqualTo(1);
        assertThat(deadLetters.get(0).value().bytes()).isEqualTo("no json".getBytes(UTF_8));
    }

    @Test
    void commitsABatchOfRejectsOnly() throws InterruptedException {
        // Given
        Assignment assignment = assignments.begin(0, 0);
        // When
        loop.accept(List.of(record(assignment, 0, "a"), record(assignment, 1, "b"), record(assignment, 2, "c")));
        // Then
        assertOffset(0, 3L);
        assertThat(deadLetters).hasSize(3);
    }

    @Test
    void holdsTheBatchBackWhileRejectsCannotBeSent() throws InterruptedException {
        // Given
        Assignment assignment = assignments.begin(0, 0);
        deadLetterFaults.add(new IllegalStateException("the DLQ is away"));
        // When
        loop.accept(List.of(
                record(assignment, 0, "no json"), record(assignment, 1, match(1)), record(assignment, 2, match(2))));
        // Then
        assertRows(1L, 2L);
        assertThat(deadLetters).hasSize(1);
        await().untilAsserted(() -> assertThat(events.recorded).containsExactly("failed", "committed 2"));
    }

    /** Where the lake fails once: before or after each step of the protocol. */
    enum Fault {
        BEFORE_WRITE,
        AFTER_WRITE,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void losesAndDoublesNothingWhereverTheLakeFails(Fault fault) throws InterruptedException {
        // Given
        faultyLake.fault = fault;
        // When
        loop.accept(matches(assignments.begin(0, 0), 0, 6));
        // Then
        assertRows(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(faultyLake.fault).isNull();
        await().untilAsserted(
                        () -> assertThat(events.recorded).containsExactly("failed", "committed 3", "committed 3"));
    }

    @Test
    void startsOverFromTheLakeWhenFenced() throws InterruptedException {
        // Given
        Assignment zombie = assignments.begin(0, 0);
        lake.commit(lake.write(Batches.of(0, 0, 5)));
        // When
        loop.accept(matches(zombie, 0, 3));
        // Then
        await().untilAsserted(() -> assertThat(restarts).hasValue(1));
        assertThat(events.recorded).containsExactly("fenced");
        assertThat(assignments.partitions()).isEmpty();
        // When
        loop.accept(matches(assignments.begin(0, 5), 5, 8));
        // Then
        assertRows(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void losesNothingOfAPartitionThatDidNotMoveWhenAnotherIsFenced() throws InterruptedException {
        // Given
        Assignment moved = assignments.begin(0, 0);
        Assignment unmoved = assignments.begin(1, 0);
        lake.commit(lake.write(Batches.of(0, 0, 5)));
        // When
        loop.accept(List.of(
                record(0, moved, 0, match(0)),
                record(1, unmoved, 0, match(100)),
                record(0, moved, 1, match(1)),
                record(1, unmoved, 1, match(101)),
                record(1, unmoved, 2, match(102)),
                record(1, unmoved, 3, match(103))));
        await().atMost(LIMIT).untilAsserted(() -> assertThat(events.recorded).contains("fenced"));
        loop.accept(List.of(record(1, unmoved, 4, match(104)), record(1, unmoved, 5, match(105))));
        Assignment again = assignments.begin(1, 0);
        loop.accept(LongStream.range(0, 6)
                .mapToObj(offset -> record(1, again, offset, match(100 + offset)))
                .toList());
        // Then
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(lake.offsets()).containsExactly(Map.entry(0, 5L), Map.entry(1, 6L)));
        assertThat(lake.offsetsOfRows()).containsExactly(0L, 1L, 2L, 3L, 4L, 0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void dropsRecordsThatWerePolledUnderAnEarlierAssignment() throws InterruptedException {
        // Given
        Assignment earlier = assignments.begin(0, 0);
        loop.accept(matches(earlier, 0, 2));
        Assignment now = assignments.begin(0, 0);
        // When
        loop.accept(matches(earlier, 2, 3));
        loop.accept(matches(now, 0, 3));
        // Then
        assertRows(0L, 1L, 2L);
    }

    @Test
    void losesOnlyTheSliceOfARevokedPartition() throws InterruptedException {
        // Given
        Assignment kept = assignments.begin(0, 0);
        Assignment lost = assignments.begin(1, 0);
        loop.accept(matches(kept, 0, 1));
        loop.accept(List.of(record(1, lost, 0, match(100))));
        // When
        assignments.end(List.of(1));
        loop.accept(matches(kept, 1, 2));
        clock.now = clock.now.plus(MAX_AGE);
        loop.tick();
        // Then
        assertOffset(0, 2L);
    }

    @Test
    void aRangeCoversOffsetsThatHoldNoRecord() throws InterruptedException {
        // Given
        Assignment assignment = assignments.begin(0, 10);
        // When
        loop.accept(List.of(
                record(assignment, 12, match(12)),
                record(assignment, 13, match(13)),
                record(assignment, 17, match(17))));
        // Then
        await().until(() -> !lake.committed().isEmpty());
        assertThat(lake.committed().get(0).ranges()).containsExactly(Map.entry(0, new OffsetRange(10, 18)));
    }

    @Test
    void commitsWhatItHoldsWhenItStopsAndTakesNothingAfter() throws InterruptedException {
        // Given
        Assignment assignment = assignments.begin(0, 0);
        loop.accept(matches(assignment, 0, 2));
        // When
        boolean rested = loop.stop(LIMIT);
        loop.accept(matches(assignment, 2, 5));
        // Then
        assertThat(rested).isTrue();
        assertRows(0L, 1L);
    }

    @Test
    void commitsWhatItHoldsOfARevokedPartitionBeforeGivingItUp() throws InterruptedException {
        // Given
        loop.accept(matches(assignments.begin(0, 0), 0, 2));
        // When
        loop.release(List.of(0), LIMIT);
        // Then
        assertThat(lake.offsetsOfRows()).containsExactly(0L, 1L);
        assertThat(assignments.of(0)).isEmpty();
    }

    @Test
    void givesARevokedPartitionUpWithoutATraceWhenTheLakeIsAway() throws InterruptedException {
        // Given
        faultyLake.away = true;
        loop.accept(matches(assignments.begin(0, 0), 0, 2));
        // When
        loop.release(List.of(0), Duration.ofMillis(50));
        lake.commit(lake.write(Batches.of(0, 0, 4)));
        faultyLake.away = false;
        // Then
        loop.stop(LIMIT);
        assertThat(lake.offsetsOfRows()).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void keepsCollectingWhileABatchIsCommittedAndHoldsTheCallerWhenTwoWait() throws Exception {
        // Given
        faultyLake.away = true;
        Assignment assignment = assignments.begin(0, 0);
        // When
        Thread caller = new Thread(() -> {
            try {
                loop.accept(matches(assignment, 0, 30));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        caller.start();
        await().atMost(LIMIT).until(loop::isHeld);
        faultyLake.away = false;
        caller.join();
        // Then
        assertOffset(0, 30);
        assertThat(lake.offsetsOfRows()).hasSize(30).isSorted();
        assertThat(loop.isHeld()).isFalse();
    }

    @Test
    void takesNothingMoreThanTheBatchesThatWereAskedFor() throws InterruptedException {
        // Given
        BatchLoop bounded = loop(OptionalLong.of(2));
        bounded.start();
        // When
        bounded.accept(matches(assignments.begin(0, 0), 0, 8));
        await().atMost(LIMIT).until(() -> events.recorded.contains("finished 2"));
        bounded.stop(LIMIT);
        // Then
        assertThat(lake.offsetsOfRows()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void movesTheLakeOverOffsetsThatHoldNoRecord() throws InterruptedException {
        // Given
        Assignment assignment = assignments.begin(0, 10);
        loop.accept(matches(assignment, 10, 13));
        assertOffset(0, 13L);
        // When
        loop.advance(0, assignment.number(), 15);
        loop.advance(0, assignment.number(), 15);
        loop.accept(matches(assignment, 17, 19));
        clock.now = clock.now.plus(MAX_AGE);
        loop.tick();
        // Then
        assertOffset(0, 19L);
        assertRows(10L, 11L, 12L, 17L, 18L);
    }

    @Test
    void commitsOffsetsWithoutARecordWhenNoneFollows() throws InterruptedException {
        // Given
        Assignment assignment = assignments.begin(0, 10);
        // When
        loop.advance(0, assignment.number(), 10);
        loop.advance(0, assignment.number(), 15);
        clock.now = clock.now.plus(MAX_AGE);
        loop.tick();
        // Then
        assertOffset(0, 15L);
        // When
        loop.advance(0, assignment.number(), 15);
        // Then
        assertThat(loop.oldestUncommitted()).isEmpty();
    }

    @Test
    void doesNotMoveAPartitionThatIsAnothersNow() {
        // Given
        Assignment former = assignments.begin(0, 10);
        assignments.begin(0, 12);
        // When
        loop.advance(0, former.number(), 15);
        // Then
        assertThat(loop.oldestUncommitted()).isEmpty();
    }

    @Test
    void tellsTheAgeOfTheOldestUncommittedRecord() throws InterruptedException {
        // Given
        Instant came = clock.now;
        Assignment assignment = assignments.begin(0, 0);
        // When
        loop.accept(matches(assignment, 0, 2));
        clock.now = clock.now.plusSeconds(7);
        // Then
        assertThat(loop.oldestUncommitted()).hasValue(came);
        // When
        loop.accept(matches(assignment, 2, 3));
        // Then
        await().atMost(LIMIT).until(() -> loop.oldestUncommitted().isEmpty());
    }

    @Test
    void backsOffTwiceAsLongAfterEachFailureUpToItsLimit() {
        RetryPolicy retry = new RetryPolicy(3, Duration.ofSeconds(5), Duration.ofSeconds(60));

        assertThat(List.of(retry.waitAfter(1), retry.waitAfter(2), retry.waitAfter(4), retry.waitAfter(5)))
                .containsExactly(
                        Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(40), Duration.ofSeconds(60));
        assertThat(retry.waitAfter(1000)).isEqualTo(Duration.ofSeconds(60));
    }

    private void assertRows(Long... offsets) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(lake.offsetsOfRows()).containsExactly(offsets));
    }

    private void assertOffset(int partition, long next) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(lake.offsets()).containsExactly(Map.entry(partition, next)));
    }

    private static List<ReadRecord> matches(Assignment assignment, long start, long next) {
        return LongStream.range(start, next)
                .mapToObj(offset -> record(assignment, offset, match(offset)))
                .toList();
    }

    @Test
    void tellsHowLongABatchWaitsForAStep() throws InterruptedException {
        // Given
        assertThat(loop.step()).isEmpty();
        faultyLake.away = true;
        loop.accept(matches(assignments.begin(0, 0), 0, 3));
        await().until(() -> loop.step().map(StepProgress::failures).orElse(0) >= 3);
        // When
        clock.now = clock.now.plusSeconds(31);
        // Then
        assertThat(loop.step()).hasValueSatisfying(step -> {
            assertThat(step.name()).isEqualTo("write the files");
            assertThat(step.total()).isEqualTo(Duration.ofSeconds(31));
            assertThat(step.lastFailure()).hasValue("UncheckedIOException: java.io.IOException: the lake is away");
        });
        await().untilAsserted(
                        () -> assertThat(loop.step().orElseThrow().attempt()).isZero());
        faultyLake.away = false;
        await().untilAsserted(() -> assertThat(loop.step()).isEmpty());
    }

    @Test
    void theWatermarkIsTheNewestTimestampThatIsNotAheadOfTheClock() throws InterruptedException {
        // Given
        Assignment assignment = assignments.begin(0, 10);
        Instant now = clock.now;
        // When
        loop.accept(List.of(
                at(assignment, 10, now.minusSeconds(60)),
                at(assignment, 11, now.minusSeconds(90)),
                at(assignment, 12, now.minusSeconds(70))));
        loop.accept(List.of(
                at(assignment, 13, now.minusSeconds(50)),
                at(assignment, 14, now.plusSeconds(86_400)),
                at(assignment, 15, now.minusSeconds(40))));
        // Then
        assertRows(10L, 11L, 12L, 13L, 14L, 15L);
        assertThat(lake.committed())
                .extracting(Batch::watermarks)
                .containsExactly(new TreeMap<>(Map.of(0, now.minusSeconds(60))), new TreeMap<>(Map.of(0, now)));
    }

    @Test
    void theWatermarkOfAnIdlePartitionGoesOnInACommitOfItsOwn() throws InterruptedException {
        // Given
        Assignment first = assignments.begin(0, 10);
        Assignment second = assignments.begin(1, 0);
        // When
        loop.caughtUp(0, first.number(), 10, clock.now);
        loop.caughtUp(1, second.number(), 0, clock.now.minusSeconds(1));
        loop.tick();
        // Then
        await().untilAsserted(() -> assertThat(events.recorded).containsExactly("watermarks"));
        assertThat(lake.offsets()).containsExactly(Map.entry(0, 10L), Map.entry(1, 0L));
        assertThat(lake.committed().get(0).watermarks())
                .containsExactly(Map.entry(0, clock.now), Map.entry(1, clock.now.minusSeconds(1)));
        assertThat(groupOffsets).isEmpty();
        assertThat(loop.oldestUncommitted()).isEmpty();
        // When: the time since midnight has not doubled
        clock.now = clock.now.plus(Duration.ofHours(10)).minusMillis(1);
        loop.caughtUp(0, first.number(), 10, clock.now);
        loop.tick();
        await().until(() -> loop.step().isEmpty());
        // Then
        assertThat(lake.committed()).hasSize(1);
        // When
        clock.now = clock.now.plusMillis(2);
        loop.tick();
        // Then
        await().untilAsserted(() -> assertThat(events.recorded).containsExactly("watermarks", "watermarks"));
    }

    @Test
    void theWatermarkOfAnIdlePartitionGoesOnWithTheBatchesOfOthers() throws InterruptedException {
        // Given
        Assignment busy = assignments.begin(0, 0);
        Assignment idle = assignments.begin(1, 7);
        loop.caughtUp(1, idle.number(), 7, clock.now);
        // When
        loop.accept(matches(busy, 0, 3));
        // Then
        assertRows(0L, 1L, 2L);
        assertThat(lake.committed()).hasSize(1);
        assertThat(lake.committed().get(0).watermarks())
                .containsEntry(1, clock.now)
                .hasSize(2);
        await().untilAsserted(() -> assertThat(groupOffsets).containsExactly(Map.entry(0, 3L)));
    }

    @Test
    void whatIsNotCollectedUpToThePartitionsEndSaysNothingOfItsWatermark() throws InterruptedException {
        // Given
        Assignment assignment = assignments.begin(0, 0);
        Assignment over = assignments.begin(1, 0);
        assignments.begin(1, 0);
        loop.accept(matches(assignment, 0, 2));
        // When
        loop.caughtUp(0, assignment.number(), 1, clock.now);
        loop.caughtUp(1, over.number(), 0, clock.now);
        clock.now = clock.now.plus(MAX_AGE);
        loop.tick();
        // Then
        assertRows(0L, 1L);
        assertThat(lake.committed().get(0).watermarks())
                .containsExactly(Map.entry(0, Instant.ofEpochMilli(Batches.TIMESTAMP)));
    }

    @Test
    void watermarksAreNoBatchesToCountAndAStopCommitsNone() throws InterruptedException {
        // Given
        BatchLoop bounded = loop(OptionalLong.of(1));
        bounded.start();
        Assignment assignment = assignments.begin(0, 0);
        bounded.caughtUp(0, assignment.number(), 0, clock.now);
        bounded.tick();
        await().untilAsserted(() -> assertThat(events.recorded).containsExactly("watermarks"));
        // When
        bounded.accept(matches(assignment, 0, 3));
        await().untilAsserted(
                        () -> assertThat(events.recorded).containsExactly("watermarks", "committed 3", "finished 1"));
        bounded.caughtUp(0, assignment.number(), 3, clock.now.plusSeconds(1));
        bounded.stop(LIMIT);
        // Then
        assertThat(lake.committed()).hasSize(2);
    }

    private static ReadRecord at(Assignment assignment, long offset, Instant timestamp) {
        return read(new RecordPosition(0, offset, timestamp.toEpochMilli()), assignment, match(offset));
    }

    private static String match(long offset) {
        return "{\"match_id\":\"M" + offset + "\",\"timestamp\":" + Batches.TIMESTAMP
                + ",\"participants\":[{\"summoner_name\":\"A\"}]}";
    }

    private static ReadRecord record(Assignment assignment, long offset, String value) {
        return record(0, assignment, offset, value);
    }

    private static ReadRecord record(int partition, Assignment assignment, long offset, String value) {
        return read(new RecordPosition(partition, offset, Batches.TIMESTAMP), assignment, value);
    }

    private static ReadRecord read(RecordPosition position, Assignment assignment, String value) {
        return READER.read(List.of(new ConsumedRecord(
                        position, assignment.number(), null, Payload.of(value.getBytes(UTF_8)), List.of())))
                .get(0);
    }

    private static final class FaultyLake implements MatchLake {
        private final MatchLake lake;
        private volatile Fault fault;
        private volatile boolean away;

        FaultyLake(MatchLake lake) {
            this.lake = lake;
        }

        @Override
        public WrittenBatch write(Batch batch) {
            failIf(Fault.BEFORE_WRITE);
            WrittenBatch written = lake.write(batch);
            failIf(Fault.AFTER_WRITE);
            return written;
        }

        @Override
        public CommitOutcome commit(WrittenBatch written) {
            failIf(Fault.BEFORE_COMMIT);
            CommitOutcome outcome = lake.commit(written);
            failIf(Fault.AFTER_COMMIT);
            return outcome;
        }

        @Override
        public void discard(WrittenBatch written) {
            lake.discard(written);
        }

        private void failIf(Fault here) {
            if (away) {
                throw new UncheckedIOException(new java.io.IOException("the lake is away"));
            }
            if (fault == here) {
                fault = null;
                throw new UncheckedIOException(new java.io.IOException("the lake fails " + here));
            }
        }
    }

    private static final class RecordedEvents implements BatchEvents {
        private final List<String> recorded = new CopyOnWriteArrayList<>();

        @Override
        public void committed(Batch batch, MatchLake.WrittenBatch written, Duration latency) {
            recorded.add("committed " + batch.matchCount());
        }

        @Override
        public void watermarksCommitted() {
            recorded.add("watermarks");
        }

        @Override
        public void fenced() {
            recorded.add("fenced");
        }

        @Override
        public void failed() {
            recorded.add("failed");
        }

        @Override
        public void finished(long batches) {
            recorded.add("finished " + batches);
        }
    }

    private static final class MovableClock extends Clock {
        private volatile Instant now = Instant.parse("2026-01-13T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
