package dev.lolbatch.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LakeWatermarksTest {
    private static final String TOPIC = "lol_matches";
    private static final LocalDate DATE = LocalDate.of(2026, 1, 13);
    private static final Duration GRACE = Duration.ofMinutes(30);

    private final Map<String, String> properties = new HashMap<>();

    @Test
    void readsOnlyItsOwnTopic() {
        // Given
        watermark(TOPIC, 0, "2026-01-13T10:00:00Z");
        watermark("lol_matches.eu", 1, "2026-01-13T11:00:00Z");
        properties.put(LakeOffsets.property(TOPIC, 2), "7");
        partitions(3);
        properties.put("ingest.partitions.lol_matches.eu", "9");
        // When
        LakeWatermarks watermarks = LakeWatermarks.of(TOPIC, properties);
        // Then
        assertThat(watermarks.partitions()).isEqualTo(OptionalInt.of(3));
        assertThat(watermarks.known()).containsExactly(Map.entry(0, Instant.parse("2026-01-13T10:00:00Z")));
        assertThat(watermarks.of(0)).contains(Instant.parse("2026-01-13T10:00:00Z"));
        assertThat(watermarks.of(1)).isEmpty();
    }

    @Test
    void aDateIsCompleteWhenEveryPartitionIsPastItsEndAndTheGrace() {
        // Given
        partitions(2);
        watermark(TOPIC, 0, "2026-01-15T00:00:00Z");
        watermark(TOPIC, 1, "2026-01-14T00:30:00Z");
        // When
        LakeWatermarks watermarks = LakeWatermarks.of(TOPIC, properties);
        // Then
        assertThat(watermarks.lowest()).contains(Instant.parse("2026-01-14T00:30:00Z"));
        assertThat(watermarks.isComplete(DATE, GRACE)).isTrue();
        assertThat(watermarks.isComplete(DATE, GRACE.plusMillis(1))).isFalse();
        assertThat(watermarks.isComplete(DATE.plusDays(1), Duration.ZERO)).isFalse();
        assertThat(watermarks.isComplete(DATE.minusDays(1), GRACE)).isTrue();
    }

    @Test
    void noDateIsCompleteWhileAPartitionIsUnknown() {
        // Given
        partitions(3);
        watermark(TOPIC, 0, "2026-01-15T00:00:00Z");
        watermark(TOPIC, 2, "2026-01-15T00:00:00Z");
        // When
        LakeWatermarks watermarks = LakeWatermarks.of(TOPIC, properties);
        // Then
        assertThat(watermarks.lowest()).isEmpty();
        assertThat(watermarks.isComplete(DATE, Duration.ZERO)).isFalse();
    }

    @Test
    void noDateIsCompleteWhileTheNumberOfPartitionsIsUnknown() {
        // Given
        watermark(TOPIC, 0, "2026-01-15T00:00:00Z");
        // When
        LakeWatermarks watermarks = LakeWatermarks.of(TOPIC, properties);
        // Then
        assertThat(watermarks.isComplete(DATE, Duration.ZERO)).isFalse();
    }

    @Test
    void refusesAPropertyThatIsNoWatermark() {
        properties.put("ingest.watermark.lol_matches.0", "yesterday");

        assertThatThrownBy(() -> LakeWatermarks.of(TOPIC, properties))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Cannot read the lake's watermarks: table property ingest.watermark.lol_matches.0 is"
                                + " 'yesterday', not a watermark; restore the property from a backup before ingest starts again");
    }

    private void partitions(int count) {
        properties.put(LakeWatermarks.partitionsProperty(TOPIC), Integer.toString(count));
    }

    private void watermark(String topic, int partition, String time) {
        properties.put(
                LakeWatermarks.property(topic, partition),
                Long.toString(Instant.parse(time).toEpochMilli()));
    }
}
