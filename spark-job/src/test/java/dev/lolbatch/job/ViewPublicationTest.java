package dev.lolbatch.job;

import static dev.lolbatch.job.Participants.cube;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ViewPublicationTest {
    private static final String MONDAY = "2026-01-12";
    private static final String TUESDAY = "2026-01-13";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-14T00:00:00Z"), ZoneOffset.UTC);
    private static final Cube AHRI = cube("15.1", "Ahri", 3);
    private static final Cube ZED = cube("15.1", "Zed", 1);
    private static final Cube JAX_LATER = cube("15.2", "Jax", 2);
    private static final PublishGate OPEN = new PublishGate() {
        @Override
        public boolean pass(BooleanSupplier move) {
            return move.getAsBoolean();
        }

        @Override
        public void requireUnfenced(String view) {
            // Nobody else claims dates here.
        }
    };

    private final MemoryViewStore store = new MemoryViewStore();

    @Test
    void allIsTheSumOfTheDates() {
        // When
        publish("r1", MONDAY, AHRI);
        publish("r2", TUESDAY, ZED);
        publish("r3", MONDAY, JAX_LATER);

        // Then
        assertThat(store.allPointers()).isEqualTo(Map.of("all", "r3.0001", MONDAY, "r3", TUESDAY, "r2"));
        assertPublished(Map.of(MONDAY, JAX_LATER, TUESDAY, ZED));
        assertThat(store.version(MONDAY, "r3").orElseThrow().previousRunId()).contains("r1");
        assertThat(store.version(ViewVersion.ALL, "r3.0001").orElseThrow().previousRunId())
                .contains("r2.0001");
    }

    @Test
    void onlyThePartsThatDifferAreWritten() {
        // Given
        publish("r1", MONDAY, AHRI);

        // When
        publish("r2", TUESDAY, JAX_LATER);
        publish("r3", TUESDAY, JAX_LATER);

        // Then
        assertThat(published(ViewVersion.ALL).parts())
                .isEqualTo(Map.of("15.1", "r1.0001", "15.2", "r2.0001", "*", "r2.0001"));
        assertPublished(Map.of(MONDAY, AHRI, TUESDAY, JAX_LATER));
    }

    @Test
    void aPartThatNothingIsLeftOfGoes() {
        // Given
        publish("r1", MONDAY, AHRI);
        publish("r2", TUESDAY, JAX_LATER);

        // When
        publish("r3", TUESDAY, Cube.EMPTY);

        // Then
        assertThat(published(ViewVersion.ALL).parts()).isEqualTo(Map.of("15.1", "r1.0001", "*", "r3.0001"));
        assertPublished(Map.of(MONDAY, AHRI, TUESDAY, Cube.EMPTY));
    }

    @Test
    void severalDatesOfARunArePublishedOneByOne() {
        // Given
        ViewPublication run = publication("r1");

        // When
        run.publish(MONDAY, AHRI, lineage(), 1);
        run.publish(TUESDAY, ZED, lineage(), 1);
        run.publish(TUESDAY, JAX_LATER, lineage(), 1);

        // Then the last call finds its date published
        assertThat(store.allPointers()).isEqualTo(Map.of("all", "r1.0002", MONDAY, "r1", TUESDAY, "r1"));
        assertPublished(Map.of(MONDAY, AHRI, TUESDAY, ZED));
    }

    @Test
    void aDateThatIsPublishedMeanwhileIsNotLost() {
        // Given
        publish("r1", MONDAY, AHRI);
        store.beforeNextMove(() -> publish("r2", TUESDAY, JAX_LATER));

        // When
        publish("r3", MONDAY, ZED);

        // Then
        assertThat(store.allPointers()).isEqualTo(Map.of("all", "r3.0001", MONDAY, "r3", TUESDAY, "r2"));
        assertPublished(Map.of(MONDAY, ZED, TUESDAY, JAX_LATER));
    }

    @Test
    void theSameDateThatIsPublishedMeanwhileIsReplacedByWhoHoldsIt() {
        // Given
        publish("r1", MONDAY, AHRI);
        store.beforeNextMove(() -> publish("r2", MONDAY, JAX_LATER));

        // When
        publish("r3", MONDAY, ZED);

        // Then
        assertPublished(Map.of(MONDAY, ZED));
        assertThat(published(MONDAY).previousRunId()).contains("r2");
    }

    @Test
    void aFencedRunPublishesNothing() {
        // Given
        publish("r1", MONDAY, AHRI);
        PublishGate fenced = new PublishGate() {
            @Override
            public boolean pass(BooleanSupplier move) {
                return move.getAsBoolean();
            }

            @Override
            public void requireUnfenced(String view) {
                throw new FencedException("write date " + view, "r3");
            }
        };

        // When / Then
        assertThatThrownBy(() -> new ViewPublication(store, "r2", fenced, CLOCK).publish(MONDAY, ZED, lineage(), 1))
                .isInstanceOf(FencedException.class)
                .hasMessage(
                        "Cannot write date 2026-01-12: run r3 has taken it over; look at that run, and start a new one"
                                + " if wanted");
        assertPublished(Map.of(MONDAY, AHRI));
    }

    @Test
    void aCrashAnywhereLeavesTheOldViewsOrTheNewOnesAndTheNextRunGoesOn() {
        // Given how many steps a publication has
        publish("r0", MONDAY, AHRI);
        publish("r1", TUESDAY, JAX_LATER);
        store.dieAtStep(-1);
        publish("count", MONDAY, ZED);
        int steps = store.steps();
        assertThat(steps).isGreaterThan(10);
        Cube before = ZED;

        for (int step = 0; step < steps; step++) {
            // When
            String runId = String.format("s%03d", step);
            Cube next = step % 2 == 0 ? AHRI : cube("15.2", "Zed", step);
            store.dieAtStep(step);
            assertThatThrownBy(() -> publish(runId, MONDAY, next)).isInstanceOf(MemoryViewStore.Crash.class);
            store.dieAtStep(-1);

            // Then
            boolean isNew = store.allPointers().get(MONDAY).equals(runId);
            before = isNew ? next : before;
            assertPublished(Map.of(MONDAY, before, TUESDAY, JAX_LATER));

            // When the same run is started again
            publish(runId, MONDAY, next);

            // Then
            before = next;
            assertPublished(Map.of(MONDAY, before, TUESDAY, JAX_LATER));
        }
    }

    @Test
    void aRollbackIsOneMove() {
        // Given
        publish("r1", MONDAY, AHRI);
        publish("r2", TUESDAY, ZED);
        publish("r3", MONDAY, JAX_LATER);

        // When
        ViewVersion target = publication("r4").rollBack(MONDAY, "r1");

        // Then
        assertThat(target).isEqualTo(store.version(MONDAY, "r1").orElseThrow());
        assertThat(store.allPointers()).isEqualTo(Map.of("all", "r4.0001", MONDAY, "r1", TUESDAY, "r2"));
        assertPublished(Map.of(MONDAY, AHRI, TUESDAY, ZED));
    }

    @Test
    void whatIsNotWholeCannotBeRolledBackTo() {
        // Given a version that a crash has left
        publish("r1", MONDAY, AHRI);
        store.dieAtStep(4);
        assertThatThrownBy(() -> publish("r2", MONDAY, ZED)).isInstanceOf(MemoryViewStore.Crash.class);
        store.dieAtStep(-1);
        assertThat(store.version(MONDAY, "r2")).isPresent();

        // When / Then
        assertThatThrownBy(() -> publication("r3").rollBack(MONDAY, "r2"))
                .isInstanceOf(JobFailure.class)
                .hasMessage(
                        "Cannot roll back view 2026-01-12 to run r2: it has no such version, only [r1]; choose one of"
                                + " them, or run the date again");
    }

    @Test
    void viewsThatDisagreeStopTheRunUntilAllIsSummedUpAnew() {
        // Given
        publish("r1", MONDAY, AHRI);
        publish("r2", TUESDAY, ZED);
        store.lose(new PartRef(ViewVersion.ALL, "r2.0001", "15.1"));

        // When / Then
        assertThatThrownBy(() -> publish("r3", MONDAY, JAX_LATER))
                .isInstanceOf(JobFailure.class)
                .hasMessage(
                        "Cannot publish view 2026-01-12: CubeKey[queueId=420, position=MIDDLE, championName=Ahri] would"
                                + " have -1 games; run the job with --recompute-all, then the date again");

        // When
        publication("r4").recomputeAll();
        publish("r5", MONDAY, JAX_LATER);

        // Then
        assertPublished(Map.of(MONDAY, JAX_LATER, TUESDAY, ZED));
    }

    @Test
    void aWriteThatDidNotArriveIsNoticed() {
        // Given
        store.losesParts();

        // When / Then
        assertThatThrownBy(() -> publish("r1", MONDAY, AHRI))
                .isInstanceOf(JobFailure.class)
                .hasMessage(
                        "Cannot publish view 2026-01-12: part 15.1 of version r1 should have PartTotals[rows=1, games=1,"
                                + " matches=1] and has PartTotals[rows=0, games=0, matches=0]; run the date again; if it repeats, run"
                                + " the job with --recompute-all");
        assertThat(store.allPointers()).isEmpty();
    }

    private void publish(String runId, String view, Cube cube) {
        publication(runId).publish(view, cube, lineage(), store.nextToken());
    }

    private ViewPublication publication(String runId) {
        return new ViewPublication(store, runId, OPEN, CLOCK);
    }

    private ViewVersion published(String view) {
        return store.version(view, store.allPointers().get(view)).orElseThrow();
    }

    /** Readers see these dates, and all as their sum. */
    private void assertPublished(Map<String, Cube> dates) {
        Set<String> views = new HashSet<>(dates.keySet());
        views.add(ViewVersion.ALL);
        assertThat(store.allPointers().keySet()).isEqualTo(views);
        Cube sum = Cube.EMPTY;
        for (Map.Entry<String, Cube> date : dates.entrySet()) {
            assertThat(contents(date.getKey())).isEqualTo(date.getValue().parts());
            sum = sum.plus(date.getValue());
        }
        Map<String, CubePart> all = contents(ViewVersion.ALL);
        assertThat(all.remove(ViewVersion.TOTAL)).isEqualTo(sum.total());
        assertThat(all).isEqualTo(sum.parts());
        assertThat(published(ViewVersion.ALL).participants()).isEqualTo(sum.games());
        assertThat(published(ViewVersion.ALL).matches()).isEqualTo(sum.matchCount());
    }

    private Map<String, CubePart> contents(String view) {
        Map<String, CubePart> contents = new HashMap<>();
        published(view).partRefs().forEach(ref -> contents.put(ref.part(), store.read(ref)));
        return contents;
    }

    private static Lineage lineage() {
        return new Lineage(
                7, "1.0.0", Optional.of(10L), Map.of(), Map.of("t/0", new OffsetRange(0, 9)), Optional.of(true));
    }
}
