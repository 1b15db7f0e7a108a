package dev.lolbatch.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetSetTest {
    private static final long FIRST = 5_000_000_000L;

    @ParameterizedTest
    @ValueSource(strings = {"5000000000", "5000000000-5000000003", "5000000001-5000000002,5000000007"})
    void readsTheRangesThatItWrites(String ranges) {
        // When
        OffsetSet offsets = offsets(ranges);
        // Then
        assertThat(offsets.ranges(0)).isEqualTo(ranges);
    }

    @Test
    void takesNothingBeforeItsFirstOffset() {
        // When
        OffsetSet offsets = offsets("3-9,4999999999-5000000001");
        offsets.add(0, 7);
        // Then
        assertThat(offsets.ranges(0)).isEqualTo("5000000000-5000000001");
        assertThat(offsets.contains(0, 7)).isFalse();
    }

    @Test
    void doesTheArithmeticOfSetsAndChangesNeither() {
        // Given
        OffsetSet some = offsets("5000000000-5000000003");
        OffsetSet others = offsets("5000000002-5000000005");
        // Then
        assertThat(some.minus(others).ranges(0)).isEqualTo("5000000000-5000000001");
        assertThat(some.and(others).ranges(0)).isEqualTo("5000000002-5000000003");
        assertThat(some.plus(others).ranges(0)).isEqualTo("5000000000-5000000005");
        assertThat(some.ranges(0)).isEqualTo("5000000000-5000000003");
        assertThat(others.size()).isEqualTo(4);
    }

    @Test
    void findsItsEnds() {
        // Given
        OffsetSet offsets = offsets("5000000001,5000000004,5000000006-5000000008");
        // Then
        assertThat(offsets.lowest(0)).hasValue(FIRST + 1);
        assertThat(offsets.lowest(1)).isEqualTo(OptionalLong.empty());
        assertThat(offsets.lowestOfEach(2).ranges(0)).isEqualTo("5000000001,5000000004");
        assertThat(offsets.highestOfEach(2).ranges(0)).isEqualTo("5000000007-5000000008");
        assertThat(offsets.highestOfEach(99).ranges(0)).isEqualTo(offsets.ranges(0));
        assertThat(offsets.highestOfEach(0).size()).isZero();
    }

    private static OffsetSet offsets(String ranges) {
        OffsetSet offsets = new OffsetSet(Map.of(0, FIRST, 1, 0L));
        offsets.addRanges(0, ranges);
        return offsets;
    }
}
