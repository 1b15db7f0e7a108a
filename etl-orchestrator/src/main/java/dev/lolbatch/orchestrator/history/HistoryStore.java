package dev.lolbatch.orchestrator.history;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;

/** The participants that the job has written. Nothing here blocks; what cannot be read fails with {@code STORE_UNAVAILABLE}. */
public interface HistoryStore {
    /** Those of one match; none when there is no such match. */
    Uni<List<Participant>> match(LocalDate date, String matchId);

    /** A page, in an order that is the same each time, but not one of dates. Fails with INVALID_PARAMETER for another's cursor. */
    Uni<ParticipantQuery.Page> find(ParticipantQuery query);

    /** Those of one date, match by match, as fast as they are taken. */
    Multi<Participant> ofDate(LocalDate date);
}
