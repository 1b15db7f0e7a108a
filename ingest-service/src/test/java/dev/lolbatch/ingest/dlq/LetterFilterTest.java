package dev.lolbatch.ingest.dlq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LetterFilterTest {
    private static final Instant REJECTED = Instant.parse("2026-01-13T10:01:00Z");
    private static final DeadLetter LETTER = new DeadLetter(
            0,
            17,
            "lol_matches",
            2,
            5,
            Instant.parse("2026-01-13T10:00:00Z"),
            REJECTED,
            "TOO_LARGE",
            "Cannot read it",
            9,
            Optional.empty(),
            Optional.empty());

    @Test
    void whatIsNotGivenSelectsEverything() {
        assertThat(accepts(selection(null, null, null, null, null, null))).isTrue();
        assertThat(accepts(selection(List.of(), null, null, null, null, null))).isTrue();
    }

    @Test
    void everyPartThatIsGivenMustBeMet() {
        String before = REJECTED.minusSeconds(1).toString();
        assertThat(accepts(selection(List.of("NOT_JSON", "TOO_LARGE"), "lol_matches", 2, 5L, 5L, REJECTED.toString())))
                .isTrue();
        assertThat(accepts(selection(List.of("NOT_JSON"), "lol_matches", 2, 5L, 5L, before)))
                .isFalse();
        assertThat(accepts(selection(List.of("TOO_LARGE"), "other", 2, 5L, 5L, before)))
                .isFalse();
        assertThat(accepts(selection(List.of("TOO_LARGE"), "lol_matches", 1, 5L, 5L, before)))
                .isFalse();
        assertThat(accepts(selection(null, null, 2, 6L, null, null))).isFalse();
        assertThat(accepts(selection(null, null, 2, null, 4L, null))).isFalse();
        assertThat(accepts(selection(
                        null, null, null, null, null, REJECTED.plusMillis(1).toString())))
                .isFalse();
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> selection(null, null, null, 1L, null, null).filter())
                .isInstanceOf(DlqException.class)
                .hasMessage("Cannot select dead letters: offsets count in a partition, and none is given; add"
                        + " partition");
        assertThatThrownBy(() -> selection(null, null, 2, 6L, 5L, null).filter())
                .hasMessage("Cannot select dead letters: from_offset 6 is above to_offset 5; swap them");
        assertThatThrownBy(() ->
                        selection(null, null, null, null, null, "yesterday").filter())
                .hasMessage("Cannot read since 'yesterday': it is no instant; write it like 2026-01-13T10:00:00Z");
    }

    private static boolean accepts(LetterSelection selection) {
        return selection.filter().accepts(LETTER);
    }

    private static LetterSelection selection(
            List<String> reasons, String topic, Integer partition, Long fromOffset, Long toOffset, String since) {
        return new LetterSelection(
                reasons,
                Optional.ofNullable(topic),
                Optional.ofNullable(partition),
                Optional.ofNullable(fromOffset),
                Optional.ofNullable(toOffset),
                Optional.ofNullable(since));
    }
}
