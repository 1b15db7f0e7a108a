package dev.lolbatch.ingest.kafka;

import static dev.lolbatch.ingest.kafka.StartingOffsets.UnknownGroupOffset.ADOPT;
import static dev.lolbatch.ingest.kafka.StartingOffsets.UnknownGroupOffset.STOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StartingOffsetsTest {
    private static final OptionalLong NONE = OptionalLong.empty();

    @Test
    void beginsAtTheEarliestRecordWhereNobodyHasBeen() {
        assertThat(offsets(NONE, NONE, 7, 90).decide(STOP)).isEqualTo(7);
    }

    @Test
    void beginsWhereTheLakeIs() {
        assertThat(offsets(at(50), at(50), 0, 90).decide(STOP)).isEqualTo(50);
        assertThat(offsets(at(50), NONE, 0, 90).decide(STOP)).isEqualTo(50);
    }

    @Test
    void theTableMayBeAheadOfTheGroupOffset() {
        assertThat(offsets(at(50), at(40), 0, 90).decide(STOP)).isEqualTo(50);
    }

    @Test
    void stopsWhenTheTableIsBehindTheGroupOffset() {
        assertThatThrownBy(() -> offsets(at(40), at(50), 0, 90).decide(ADOPT))
                .isInstanceOf(IngestStoppedException.class)
                .hasMessage("Cannot read topic lol_matches partition 2: the lake stands at offset 40, behind the"
                        + " consumer group's 50: the lake lost commits (a restored backup, a rolled-back catalog);"
                        + " bring the lost commits back, or reset the group's offset to 40 to ingest those records"
                        + " again");
    }

    @Test
    void stopsAtAGroupOffsetThatTheLakeKnowsNothingOf() {
        assertThatThrownBy(() -> offsets(NONE, at(50), 0, 90).decide(STOP))
                .isInstanceOf(IngestStoppedException.class)
                .hasMessage("Cannot read topic lol_matches partition 2: the lake has no offset, but the consumer group"
                        + " stands at 50: the lake lost its history, or another consumer used this group; set"
                        + " ingest.adopt-group-offsets=true to begin there, or delete the group's offsets to begin at"
                        + " the earliest record");
    }

    @Test
    void adoptsAGroupOffsetWhenTold() {
        assertThat(offsets(NONE, at(50), 0, 90).decide(ADOPT)).isEqualTo(50);
    }

    @Test
    void stopsWhenRetentionHasPassedTheLake() {
        assertThatThrownBy(() -> offsets(at(50), NONE, 60, 90).decide(STOP))
                .hasMessage("Cannot read topic lol_matches partition 2: the lake wants offset 50, but the broker's"
                        + " retention has passed it and begins at 60: 10 records were never ingested; restore them to"
                        + " the topic, or accept the loss by setting table property ingest.offset.lol_matches.2 to 60");
    }

    @Test
    void stopsWhenTheTopicIsShorterThanTheLake() {
        assertThatThrownBy(() -> offsets(at(91), NONE, 0, 90).decide(STOP))
                .hasMessage("Cannot read topic lol_matches partition 2: the lake wants offset 91, but the topic ends at"
                        + " 90: the topic was truncated or created anew; restore it, or ingest under another topic"
                        + " name");
    }

    private static StartingOffsets offsets(OptionalLong lake, OptionalLong group, long beginning, long end) {
        return new StartingOffsets("lol_matches", 2, lake, group, beginning, end);
    }

    private static OptionalLong at(long offset) {
        return OptionalLong.of(offset);
    }
}
