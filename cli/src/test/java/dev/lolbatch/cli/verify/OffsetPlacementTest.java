package dev.lolbatch.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lolbatch.cli.deployment.NextCommand;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OffsetPlacementTest {
    private static final OptionalLong NONE = OptionalLong.empty();
    private static final NextCommand COMMAND = new NextCommand(List.of("--config", "a.properties"), Optional.empty());

    @Test
    void theLakeMayBeAheadOfTheGroupAndAnywhereInTheTopic() {
        assertThatCode(() -> at(OptionalLong.of(10), OptionalLong.of(7)).requireSafe(COMMAND))
                .doesNotThrowAnyException();
        assertThatCode(() -> at(OptionalLong.of(5), NONE).requireSafe(COMMAND)).doesNotThrowAnyException();
        assertThatCode(() -> at(OptionalLong.of(20), OptionalLong.of(20)).requireSafe(COMMAND))
                .doesNotThrowAnyException();
        assertThatCode(() -> at(NONE, NONE).requireSafe(COMMAND)).doesNotThrowAnyException();
    }

    @Test
    void aLakeBehindItsGroupHasLostCommits() {
        assertThatThrownBy(() -> at(OptionalLong.of(10), OptionalLong.of(11)).requireSafe(COMMAND))
                .isInstanceOfSatisfying(CheckFailedException.class, failure -> assertThat(failure.remedy())
                        .isEqualTo("bring them back, or set the group back: ./lolbatch restore-offsets FOLDER --config"
                                + " a.properties"))
                .hasMessage("partition 3: the lake stands at 10, behind the consumer group's 11: it lost commits");
    }

    @Test
    void aGroupWithoutALakeIsNoPlaceToBegin() {
        assertThatThrownBy(() -> at(NONE, OptionalLong.of(7)).requireSafe(COMMAND))
                .hasMessage("partition 3: the lake has no offset, and the consumer group stands at 7");
    }

    @Test
    void whatTheTopicHasNoLongerOrNotYetIsTold() {
        assertThatThrownBy(() -> at(OptionalLong.of(4), NONE).requireSafe(COMMAND))
                .hasMessage(
                        "partition 3: the lake wants offset 4, and the topic begins at 5: 1 record was never ingested");
        assertThatThrownBy(() -> at(OptionalLong.of(21), NONE).requireSafe(COMMAND))
                .hasMessage("partition 3: the lake wants offset 21, and the topic ends at 20: it was truncated");
    }

    private static OffsetPlacement at(OptionalLong lake, OptionalLong group) {
        return new OffsetPlacement(3, lake, group, 5, 20);
    }
}
