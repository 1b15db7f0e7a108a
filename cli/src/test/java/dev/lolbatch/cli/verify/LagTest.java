package dev.lolbatch.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LagTest {
    /** Of partition 0 two records wait, of 1 none, of 2, which nobody has read of yet, five, and of 3 four. */
    private final Lag lag = Lag.between(
            offsets(Map.of(0, 8L, 1, 5L, 3, 6L)),
            offsets(Map.of(0, 0L, 1, 0L, 2, 10L, 3, 0L)),
            offsets(Map.of(0, 10L, 1, 5L, 2, 15L, 3, 10L)));

    @Test
    void recordsFromTheOffsetOrTheBeginningToTheEndAreStillToCome() {
        assertThat(lag.waiting()).isEqualTo(Map.of(0, 2L, 2, 5L, 3, 4L));
        assertThat(lag.total()).isEqualTo(11);
    }

    @Test
    void aPartitionThatStandsStillIsNotHiddenByOthersThatMove() {
        // When
        Lag stuck = lag.untouched(offsets(Map.of(0, 10L, 1, 50L, 2, 12L, 3, 6L)));

        // Then
        assertThat(stuck.waiting()).isEqualTo(Map.of(3, 4L));
    }

    @Test
    void aPartitionThatStillHasNoOffsetIsUntouched() {
        assertThat(lag.untouched(offsets(Map.of(0, 9L, 3, 7L))).waiting()).isEqualTo(Map.of(2, 5L));
    }

    private static SortedMap<Integer, Long> offsets(Map<Integer, Long> offsets) {
        return new TreeMap<>(offsets);
    }
}
