package dev.lolbatch.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of the active runs does; run against each of them. A store is empty before each test. */
public abstract class ActiveRunsStoreContract {
    private static final Instant NOW = Instant.parse("2026-01-13T10:15:00.123Z");
    private static final Replica REPLICA = new Replica(new Child("node-1", 17, NOW));
    private static final Claim CLAIM = Claim.waiting(
            RunId.of(NOW, 1), List.of(LocalDate.of(2026, 1, 12), LocalDate.of(2026, 1, 13)), Origin.SCHEDULE);
    private static final Claim OTHER =
            Claim.waiting(RunId.of(NOW, 2), List.of(LocalDate.of(2026, 1, 14)), Origin.REQUEST);

    protected abstract ActiveRunsStore store();

    @Test
    void anEmptyStoreHasNothing() {
        assertThat(store().read()).isEqualTo(new ActiveRuns(0, Map.of(), Map.of()));
    }

    @Test
    void claimsComeBackAsTheyWere() {
        // When
        change(CLAIM);
        change(CLAIM.waitingUntil(NOW.plusSeconds(30)));
        change(OTHER.ownedBy(REPLICA));

        // Then
        assertThat(store().read().claims())
                .isEqualTo(Map.of(
                        CLAIM.run(), CLAIM.waitingUntil(NOW.plusSeconds(30)), OTHER.run(), OTHER.ownedBy(REPLICA)));
        assertThat(store().read().claim(CLAIM.run()).orElseThrow().owner()).isEqualTo(Optional.empty());
    }

    @Test
    void aClaimThatIsLeftOutIsGoneTheLastOneToo() {
        // Given
        change(CLAIM);
        change(OTHER);

        // When
        for (Claim claim : List.of(CLAIM, OTHER)) {
            ActiveRuns before = store().read();
            assertThat(store().replace(before, before.without(claim.run()))).isTrue();
        }

        // Then
        assertThat(store().read()).isEqualTo(new ActiveRuns(4, Map.of(), Map.of()));
    }

    @Test
    void ofTwoChangesOfOneVersionTheSecondIsRefused() {
        // Given
        ActiveRuns before = store().read();

        // When
        boolean first = store().replace(before, before.with(CLAIM));
        boolean second = store().replace(before, before.with(OTHER));

        // Then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(store().read().claims()).containsOnlyKeys(CLAIM.run());
    }

    @Test
    void aHeartBeatsInOrderAndWithoutAChangeOfVersion() {
        // When
        assertThat(store().beat("a", 1)).isTrue();
        assertThat(store().beat("a", 2)).isTrue();
        assertThat(store().beat("a", 2)).isFalse();
        assertThat(store().beat("a", 4)).isFalse();
        assertThat(store().beat("b", 2)).isFalse();

        // Then
        assertThat(store().read()).isEqualTo(new ActiveRuns(0, Map.of("a", 2L), Map.of()));
    }

    @Test
    void aReplicaThatIsForgottenBeatsInVain() {
        // Given
        assertThat(store().beat("a", 1)).isTrue();
        assertThat(store().beat("b", 1)).isTrue();
        ActiveRuns before = store().read();
        assertThat(store().beat("b", 2)).isTrue();

        // When
        assertThat(store().replace(before, before.withoutReplica("a"))).isTrue();

        // Then
        assertThat(store().beat("a", 2)).isFalse();
        assertThat(store().read().beats()).isEqualTo(Map.of("b", 2L));
        assertThat(store().beat("a", 1)).isTrue();
    }

    private void change(Claim claim) {
        ActiveRuns before = store().read();
        assertThat(store().replace(before, before.with(claim))).isTrue();
    }
}
