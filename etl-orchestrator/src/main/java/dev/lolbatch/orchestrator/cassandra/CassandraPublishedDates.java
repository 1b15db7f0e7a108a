package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.lolbatch.orchestrator.dates.PublishedDate;
import dev.lolbatch.orchestrator.dates.PublishedDates;
import dev.lolbatch.orchestrator.stats.ViewStore;
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
    private final ViewStore views;
    private final String selectVersion;
    private final Map<LocalDate, PublishedDate> known = new ConcurrentHashMap<>();

    CassandraPublishedDates(Cassandra cassandra, ViewStore views) {
        this.cassandra = cassandra;
        this.views = views;
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
        Map<LocalDate, String> pointers = new HashMap<>();
        views.pointers().await().indefinitely().forEach((view, jobId) -> {
            // One is of all dates.
            if (view.matches("\\d{4}-\\d{2}-\\d{2}") && dates.contains(LocalDate.parse(view))) {
                pointers.put(LocalDate.parse(view), jobId);
            }
        });
        return pointers;
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
