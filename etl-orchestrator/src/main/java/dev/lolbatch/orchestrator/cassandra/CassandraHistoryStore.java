package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.PagingState;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.lolbatch.orchestrator.history.HistoryStore;
import dev.lolbatch.orchestrator.history.Participant;
import dev.lolbatch.orchestrator.history.ParticipantQuery;
import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The tables {@code match_participants} and {@code matches_by_date}, which the job writes. */
@Singleton
final class CassandraHistoryStore implements HistoryStore {
    /** Of {@code matches_by_date}. */
    private static final int BUCKETS = 16;
    /** Matches that are read ahead of who takes them. */
    private static final int IN_FLIGHT = 16;

    private final Cassandra cassandra;
    private final String participants;
    private final String matches;

    CassandraHistoryStore(Cassandra cassandra) {
        this.cassandra = cassandra;
        this.participants = "SELECT " + ParticipantRow.COLUMNS + " FROM " + cassandra.table("match_participants");
        this.matches =
                "SELECT match_id FROM " + cassandra.table("matches_by_date") + " WHERE match_date = ? AND bucket = ?";
    }

    @Override
    public Uni<List<Participant>> match(LocalDate date, String matchId) {
        return cassandra.rows(ofMatch(date, matchId)).map(CassandraHistoryStore::participants);
    }

    private SimpleStatement ofMatch(LocalDate date, String matchId) {
        return read(
                SimpleStatement.newInstance(participants + " WHERE match_date = ? AND match_id = ?", date, matchId));
    }

    @Override
    public Uni<ParticipantQuery.Page> find(ParticipantQuery query) {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        add(conditions, values, "summoner_name = ?", query.summoner());
        add(conditions, values, "champion_name = ?", query.champion());
        add(conditions, values, "position = ?", query.position());
        add(conditions, values, "match_date >= ?", query.from());
        add(conditions, values, "match_date <= ?", query.to());
        SimpleStatement statement = read(SimpleStatement.newInstance(
                        participants + " WHERE " + String.join(" AND ", conditions), values.toArray()))
                .setPageSize(query.limit());
        return cassandra
                .page(query.cursor().map(cursor -> at(statement, cursor)).orElse(statement))
                .map(page -> new ParticipantQuery.Page(
                        participants(page.rows()), page.next().map(PagingState::toString)));
    }

    private static void add(List<String> conditions, List<Object> values, String condition, Optional<?> value) {
        value.ifPresent(one -> {
            conditions.add(condition);
            values.add(one);
        });
    }

    /** The driver knows whether a paging state is of the same statement with the same values. */
    private static SimpleStatement at(SimpleStatement statement, String cursor) {
        try {
            return statement.setPagingState(PagingState.fromString(cursor));
        } catch (IllegalArgumentException e) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_PARAMETER,
                    "Cannot read parameter cursor=" + cursor
                            + ": it is none of this query; take next_cursor of the page before, and leave the rest as it is",
                    e);
        }
    }

    @Override
    public Multi<Participant> ofDate(LocalDate date) {
        return Multi.createFrom()
                .items(IntStream.range(0, BUCKETS).boxed())
                .onItem()
                .transformToMultiAndConcatenate(
                        bucket -> cassandra.stream(read(SimpleStatement.newInstance(matches, date, bucket))))
                .onItem()
                .transformToUni(row -> match(date, row.getString("match_id")))
                .merge(IN_FLIGHT)
                .onItem()
                .transformToIterable(all -> all);
    }

    private static SimpleStatement read(SimpleStatement statement) {
        return statement.setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM);
    }

    private static List<Participant> participants(List<Row> rows) {
        return rows.stream().map(ParticipantRow::participant).toList();
    }
}
