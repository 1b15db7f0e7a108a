package dev.lolbatch.cli.verify;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OffsetPlacementTest {
    private static final OptionalLong NONE = OptionalLong.empty();

    @Test
    void theLakeMayBeAheadOfTheGroupAndAnywhereInTheTopic() {
        assertThatCode(() -> at(OptionalLong.of(10), OptionalLong.of(7)).requireSafe())
                .doesNotThrowAnyException();
        assertThatCode(() -> at(OptionalLong.of(5), NONE).requireSafe()).doesNotThrowAnyException();
        assertThatCode(() -> at(OptionalLong.of(20), OptionalLong.of(20)).requireSafe())
                .doesNotThrowAnyException();
        assertThatCode(() -> at(NONE, NONE).requireSafe()).doesNotThrowAnyException();
    }

    @Test
    void aLakeBehindItsGroupHasLostCommits() {
        assertThatThrownBy(() -> at(OptionalLong.of(10), OptionalLong.of(11)).requireSafe())
                .hasMessage("partition 3: the lake stands at 10, behind the consumer group's 11: it lost commits");
    }

    @Test
    void aGroupWithoutALakeIsNoPlaceToBegin() {
        assertThatThrownBy(() -> at(NONE, OptionalLong.of(7)).requireSafe())
                .hasMessage("partition 3: the lake has no offset, and the consumer group stands at 7");
    }

    @Test
    void whatTheTopicHasNoLongerOrNotYetIsTold() {
        assertThatThrownBy(() -> at(OptionalLong.of(4), NONE).requireSafe())
                .hasMessage(
                        "partition 3: the lake wants offset 4, and the topic begins at 5: 1 record was never ingested");
        assertThatThrownBy(() -> at(OptionalLong.of(21), NONE).requireSafe())
                .hasMessage("partition 3: the lake wants offset 21, and the topic ends at 20: it was truncated");
    }

    private static OffsetPlacement at(OptionalLong lake, OptionalLong group) {
        return new OffsetPlacement(3, lake, group, 5, 20);
    }
}
