package dev.lolbatch.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LakeOffsetsTest {
    @Test
    void readsOnlyItsOwnTopic() {
        // Given
        Map<String, String> properties = Map.of(
                LakeOffsets.property("lol_matches", 0),
                "42",
                LakeOffsets.property("lol_matches", 11),
                "7",
                LakeOffsets.property("lol_matches.eu", 0),
                "99",
                LakeOffsets.topicIdProperty("lol_matches"),
                "abc",
                "format-version",
                "2");
        // When
        LakeOffsets offsets = LakeOffsets.of("lol_matches", properties);
        // Then
        assertThat(offsets.next()).containsExactly(Map.entry(0, 42L), Map.entry(11, 7L));
        assertThat(offsets.of(0)).hasValue(42);
        assertThat(offsets.of(1)).isEmpty();
    }

    @Test
    void refusesAPropertyThatIsNoOffset() {
        Map<String, String> properties = Map.of("ingest.offset.lol_matches.0", "-1");

        assertThatThrownBy(() -> LakeOffsets.of("lol_matches", properties))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Cannot read the lake's offsets: table property ingest.offset.lol_matches.0 is '-1',"
                        + " not an offset; restore the property from a backup before ingest starts again");
    }
}
