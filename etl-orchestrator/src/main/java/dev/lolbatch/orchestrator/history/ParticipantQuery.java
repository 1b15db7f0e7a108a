package dev.lolbatch.orchestrator.history;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Which participants are wanted. At least one of summoner, champion and position is given.
 *
 * @param summoner as in the matches
 * @param champion as in the views
 * @param position as in the views
 * @param from first match date in UTC
 * @param to last match date
 * @param limit at most so many
 * @param cursor where the page before ended
 */
public record ParticipantQuery(
        Optional<String> summoner,
        Optional<String> champion,
        Optional<String> position,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        int limit,
        Optional<String> cursor) {
    /**
     * Some participants.
     *
     * @param cursor for the page after this one; empty on the last
     */
    public record Page(List<Participant> participants, Optional<String> cursor) {}
}
