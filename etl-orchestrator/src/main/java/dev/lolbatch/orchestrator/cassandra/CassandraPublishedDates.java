package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.lolbatch.orchestrator.dates.PublishedDate;
import dev.lolbatch.orchestrator.dates.PublishedDates;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pointers in {@code active_views}, and what {@code view_versions} says of the versions that they lead to. A version that is
 * published never changes, so that each is read once.
 */
@Singleton
final class CassandraPublishedDates implements PublishedDates {
    private static final int IN_FLIGHT = 32;

    private final Cassandra cassandra;
    private final String selectPointers;
    private final String selectVersion;
    private final Map<LocalDate, PublishedDate> known = new ConcurrentHashMap<>();

    CassandraPublishedDates(Cassandra cassandra) {
        this.cassandra = cassandra;
        this.selectPointers =
                "SELECT view_name, run_id FROM " + cassandra.table("active_views") + " WHERE scope = 'views'";
        this.selectVersion = "SELECT run_id, rows_read, published_at FROM " + cassandra.table("view_versions")
                + " WHERE view_name = ? AND run_id = ?";
    }

    @Override
    public Map<LocalDate, PublishedDate> of(Collection<LocalDate> dates) {
        Map<LocalDate, String> pointers = pointers(Set.copyOf(dates));
        Set<LocalDate> unknown = new HashSet<>(pointers.keySet());
        unknown.removeIf(
                date -> known.containsKey(date) && known.get(date).jobId().equals(pointers.get(date)));
        read(unknown, pointers);
        Map<LocalDate, PublishedDate> published = new HashMap<>();
        // One that moves meanwhile is left out rather than told wrong; who asks again sees it.
        pointers.forEach((date, jobId) -> {
            PublishedDate version = known.get(date);
            if (version != null && version.jobId().equals(jobId)) {
                published.put(date, version);
            }
        });
        return published;
    }

    private Map<LocalDate, String> pointers(Set<LocalDate> dates) {
        return cassandra.translating(() -> {
            Map<LocalDate, String> pointers = new HashMap<>();
            for (Row row : cassandra.execute(
                    SimpleStatement.newInstance(selectPointers).setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM))) {
                String view = row.getString("view_name");
                // The partition has a row without a name when there are only permits, and one of the view of all dates.
                if (view != null && view.matches("\\d{4}-\\d{2}-\\d{2}") && dates.contains(LocalDate.parse(view))) {
                    pointers.put(LocalDate.parse(view), row.getString("run_id"));
                }
            }
            return pointers;
        });
    }

    private void read(Set<LocalDate> dates, Map<LocalDate, String> pointers) {
        Multi.createFrom()
                .iterable(dates)
                .onItem()
                .transformToUni(date -> cassandra
                        .rows(SimpleStatement.newInstance(selectVersion, date.toString(), pointers.get(date))
                                .setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM))
                        .invoke(rows -> rows.forEach(row -> known.put(date, version(row)))))
                .merge(IN_FLIGHT)
                .collect()
                .last()
                .await()
                .indefinitely();
    }

    private static PublishedDate version(Row row) {
        return new PublishedDate(
                Objects.requireNonNull(row.getString("run_id"), "run_id"),
                Objects.requireNonNull(row.getInstant("published_at"), "published_at"),
                row.isNull("rows_read") ? OptionalLong.empty() : OptionalLong.of(row.getLong("rows_read")));
    }
}
