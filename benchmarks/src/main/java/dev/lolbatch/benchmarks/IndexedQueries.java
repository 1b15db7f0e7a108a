package dev.lolbatch.benchmarks;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks {@code match_participants} itself, and allows filtering only where Cassandra answers no other way. */
final class IndexedQueries implements ParticipantQueries {
    private final CqlSession session;
    private final String table;
    private final Map<String, Prepared> prepared = new HashMap<>();

    IndexedQueries(CqlSession session, String keyspace) {
        this.session = session;
        this.table = keyspace + ".match_participants";
    }

    private record Prepared(PreparedStatement statement, boolean filtered) {}

    @Override
    public Page first(Question question) {
        return page(question, Optional.empty());
    }

    @Override
    public Page after(Question question, Page page) {
        return page(question, page.next());
    }

    private Page page(Question question, Optional<Object> state) {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        question.equal().forEach((column, value) -> {
            conditions.add(column + " = ?");
            values.add(value);
        });
        question.dates().ifPresent(dates -> {
            if (dates.from().equals(dates.to())) {
                conditions.add("match_date = ?");
                values.add(dates.from());
            } else {
                conditions.add("match_date >= ? AND match_date <= ?");
                values.addAll(List.of(dates.from(), dates.to()));
            }
        });
        Prepared query = prepared.computeIfAbsent(
                "SELECT * FROM " + table + " WHERE " + String.join(" AND ", conditions), this::prepare);
        BoundStatement statement = query.statement()
                .bind(values.toArray())
                .setPageSize(PAGE)
                .setPagingState((ByteBuffer) state.orElse(null));
        ResultSet rows = session.execute(statement);
        return new Page(
                rows.getAvailableWithoutFetching(),
                Optional.ofNullable(rows.getExecutionInfo().getPagingState()),
                query.filtered());
    }

    private Prepared prepare(String cql) {
        try {
            return new Prepared(session.prepare(cql), false);
        } catch (InvalidQueryException refused) {
            return new Prepared(session.prepare(cql + " ALLOW FILTERING"), true);
        }
    }
}
