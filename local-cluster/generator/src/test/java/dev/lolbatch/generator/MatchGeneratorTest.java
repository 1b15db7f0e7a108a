package dev.lolbatch.generator;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lolbatch.generator.GeneratedMessage.MalformedMessage;
import dev.lolbatch.generator.GeneratedMessage.MatchMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatchGeneratorTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-01-11");
    private static final LocalDate LAST = LocalDate.parse("2026-01-13");
    private static final GeneratorSettings ALL_KINDS = GeneratorSettings.onDates(7, 1000, FIRST, LAST)
            .withFlatShare(0.3)
            .withDuplicateShare(0.1)
            .withLateShare(0.1)
            .withMalformedShare(0.05);

    @Test
    void theSameSeedGivesTheSameBytes() {
        GeneratorSettings settings = small(7);
        List<GeneratedMessage> once = new MatchGenerator(settings).messages().toList();
        List<GeneratedMessage> again = new MatchGenerator(settings).messages().toList();
        assertThat(again).isEqualTo(once);
    }

    @Test
    void anotherSeedGivesOtherMatches() {
        Set<String> ids = ids(small(7));
        assertThat(ids(small(8))).doesNotContainAnyElementsOf(ids);
    }

    @Test
    void everyMatchIsSentForTheFirstTimeExactlyOnce() {
        // When
        List<MatchMessage> firsts = matchMessages(ALL_KINDS).stream()
                .filter(message -> !message.delivery().duplicate())
                .toList();

        // Then
        assertThat(firsts).hasSize(1000);
        assertThat(firsts.stream().map(message -> message.match().matchId()).collect(toSet()))
                .hasSize(1000);
    }

    @Test
    void matchesAreOnAllDatesAndOnNoOther() {
        assertThat(matchMessages(ALL_KINDS))
                .extracting(message -> message.match().date())
                .contains(FIRST, FIRST.plusDays(1), LAST)
                .allMatch(date -> !date.isBefore(FIRST) && !date.isAfter(LAST));
    }

    @Test
    void honoursTheShares() {
        // When
        List<MatchMessage> messages = matchMessages(ALL_KINDS);
        long malformed = new MatchGenerator(ALL_KINDS)
                .messages()
                .filter(MalformedMessage.class::isInstance)
                .count();

        // Then
        assertThat(messages.stream()
                                .filter(message -> message.form() == Form.FLAT)
                                .count()
                        / 1000.0)
                .isCloseTo(0.33, within(0.06));
        assertThat(messages.stream()
                                .filter(message -> message.delivery().duplicate())
                                .count()
                        / 1000.0)
                .isCloseTo(0.1, within(0.03));
        // A third of the matches are of the last date and cannot be late.
        assertThat(messages.stream()
                                .filter(message -> message.delivery() == Delivery.LATE)
                                .count()
                        / 1000.0)
                .isCloseTo(0.067, within(0.03));
        assertThat(malformed / 1000.0).isCloseTo(0.05, within(0.02));
    }

    @Test
    void sendsEveryDefectInTurn() {
        Map<Defect, Long> defects = new MatchGenerator(ALL_KINDS.withMalformedShare(1))
                .messages()
                .filter(MalformedMessage.class::isInstance)
                .map(MalformedMessage.class::cast)
                .collect(groupingBy(MalformedMessage::defect, counting()));
        assertThat(defects).hasSameSizeAs(Defect.values()).allSatisfy((defect, count) -> assertThat(count)
                .isEqualTo(1000L / Defect.values().length));
    }

    @Test
    void duplicatesComeAfterTheMatchThatTheyTell() {
        Set<String> seen = new HashSet<>();
        for (MatchMessage message : matchMessages(ALL_KINDS)) {
            if (message.delivery().duplicate()) {
                assertThat(seen).contains(message.match().matchId());
                assertThat(message.key()).isEmpty();
            } else {
                seen.add(message.match().matchId());
                assertThat(message.key()).contains(message.match().matchId());
            }
        }
    }

    @Test
    void aRepetitionHasTheSameBytesAndARevisionOthers() {
        Map<String, Payload> firsts = new HashMap<>();
        for (MatchMessage message : matchMessages(ALL_KINDS)) {
            Payload first = firsts.putIfAbsent(message.match().matchId(), message.value());
            switch (message.delivery()) {
                case IN_ORDER, LATE -> assertThat(first).isNull();
                case REPEATED -> assertThat(message.value()).isEqualTo(first);
                case REPEATED_IN_OTHER_FORM, REVISED ->
                    assertThat(message.value()).isNotEqualTo(first);
            }
        }
    }

    @Test
    void aLateMatchComesAfterOneOfALaterDate() {
        LocalDate latest = LocalDate.MIN;
        int late = 0;
        for (MatchMessage message : matchMessages(ALL_KINDS)) {
            LocalDate date = message.match().date();
            if (message.delivery() == Delivery.LATE) {
                assertThat(date).isBefore(latest);
                late++;
            }
            latest = date.isAfter(latest) ? date : latest;
        }
        assertThat(late).isPositive();
    }

    @Test
    void aTombstoneHasNoPayloadAndTheOthersHaveOne() {
        new MatchGenerator(ALL_KINDS).messages().forEach(message -> assertThat(
                        message.payload().isEmpty())
                .isEqualTo(message instanceof MalformedMessage malformed && malformed.defect() == Defect.NULL_VALUE));
    }

    @Test
    void theLastDaysEndYesterday() {
        Clock clock = Clock.fixed(Instant.parse("2026-01-14T00:10:00Z"), ZoneOffset.UTC);
        assertThat(GeneratorSettings.onLastDays(1, 10, 3, clock))
                .isEqualTo(GeneratorSettings.onDates(1, 10, FIRST, LAST));
    }

    @Test
    void rejectsSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> GeneratorSettings.onDates(1, 0, FIRST, LAST))
                .hasMessage("Cannot generate 0 matches: there must be at least one; ask for 1 or more");
        assertThatThrownBy(() -> GeneratorSettings.onDates(1, 1, LAST, FIRST))
                .hasMessage("Cannot generate matches from 2026-01-13T00:00:00Z to 2026-01-12T00:00:00Z:"
                        + " the end is not after the start; swap them");
        assertThatThrownBy(() -> small(1).withFlatShare(30))
                .hasMessage("Cannot generate a share of 30.0 of flat messages: a share is from 0 to 1; correct it");
    }

    private static GeneratorSettings small(long seed) {
        return GeneratorSettings.onDates(seed, 40, FIRST, LAST)
                .withFlatShare(0.3)
                .withDuplicateShare(0.3)
                .withLateShare(0.3)
                .withMalformedShare(0.5);
    }

    private static Set<String> ids(GeneratorSettings settings) {
        return new MatchGenerator(settings)
                .matches()
                .map(GeneratedMatch::matchId)
                .collect(toSet());
    }

    private static List<MatchMessage> matchMessages(GeneratorSettings settings) {
        return new MatchGenerator(settings)
                .messages()
                .filter(MatchMessage.class::isInstance)
                .map(MatchMessage.class::cast)
                .toList();
    }
}
