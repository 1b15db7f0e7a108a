package dev.lolbatch.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.LocalClusterExtension;
import dev.lolbatch.cluster.LocalServers;
import dev.lolbatch.cluster.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalClusterExtension.class)
@LocalServers(Server.CASSANDRA)
class SchemaMigrationIT {
    private CqlSession session;

    @BeforeEach
    void connect(LocalCluster cluster) {
        session = session(cluster);
    }

    @AfterEach
    void disconnect() {
        session.close();
    }

    @Test
    void appliesEveryFileOnceInOrder() {
        // Given
        SchemaMigration migration = migration("applied_once");

        // When
        List<String> first = migration.apply();
        List<String> second = migration.apply();

        // Then
        assertThat(first).isEqualTo(CqlFile.ORDERED);
        assertThat(second).isEmpty();
        assertThat(tables("applied_once"))
                .containsExactly(
                        "active_views",
                        "champion_stats",
                        "etl_active",
                        "etl_event_numbers",
                        "etl_events",
                        "etl_idempotency",
                        "etl_last_runs",
                        "etl_runs",
                        "etl_schedules",
                        "fencing_tokens",
                        "history_dates",
                        "job_dates",
                        "job_runs",
                        "match_participants",
                        "matches_by_date",
                        "position_stats",
                        "schema_history",
                        "schema_lock",
                        "view_cube",
                        "view_matches",
                        "view_versions");
    }

    @Test
    void whatIsDefinedIsWhatIsThereOnceItIsApplied() {
        // Given
        SchemaMigration migration = migration("defined");
        List<String> before = migration.pending();

        // When
        migration.apply();

        // Then
        assertThat(before).isEqualTo(CqlFile.ORDERED);
        assertThat(migration.pending()).isEmpty();
        assertThat(SchemaNames.defined().tables()).containsExactlyElementsOf(tables("defined"));
        Map<String, String> indexes = new TreeMap<>();
        for (Row row : session.execute(
                "SELECT index_name, table_name FROM system_schema.indexes WHERE keyspace_name = 'defined'")) {
            indexes.put(row.getString("index_name"), row.getString("table_name"));
        }
        assertThat(SchemaNames.defined().indexes()).isEqualTo(indexes);
    }

    @Test
    void participantsHaveTheGuidesKeyCommentAndIndexesAndOneOnTheDate() {
        // When
        migration("guide").apply();

        // Then
        assertThat(key("guide", "match_participants"))
                .containsExactly(
                        "match_date partition_key 0", "match_id partition_key 1", "participant_id clustering 0");
        assertThat(session.execute("SELECT comment FROM system_schema.tables WHERE keyspace_name = 'guide'"
                                + " AND table_name = 'match_participants'")
                        .one()
                        .getString("comment"))
                .isEqualTo("Historical match participant data from batch layer");
        Map<String, String> indexes = new TreeMap<>();
        for (Row row : session.execute("SELECT index_name, options FROM system_schema.indexes"
                + " WHERE keyspace_name = 'guide' AND table_name = 'match_participants'")) {
            indexes.put(
                    row.getString("index_name"),
                    row.getMap("options", String.class, String.class).get("target"));
        }
        assertThat(indexes)
                .isEqualTo(Map.of(
                        "idx_participant_champion", "champion_name",
                        "idx_participant_date", "match_date",
                        "idx_participant_position", "position",
                        "idx_participant_summoner", "summoner_name"));
    }

    @Test
    void processesThatStartAtOnceApplyEachFileOnce(LocalCluster cluster) throws Exception {
        // Given
        int processes = 4;
        CyclicBarrier start = new CyclicBarrier(processes);
        List<Future<List<String>>> outcomes = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(processes);

        // When
        try {
            for (int i = 0; i < processes; i++) {
                Callable<List<String>> process = () -> {
                    try (CqlSession own = session(cluster)) {
                        start.await();
                        return new SchemaMigration(own, new SchemaSettings("at_once", Replication.simple(1))).apply();
                    }
                };
                outcomes.add(threads.submit(process));
            }

            // Then
            List<String> applied = new ArrayList<>();
            for (Future<List<String>> outcome : outcomes) {
                applied.addAll(outcome.get());
            }
            assertThat(applied).isEqualTo(CqlFile.ORDERED);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aFileThatWasCutShortIsAppliedAgain() {
        // Given
        SchemaMigration migration = migration("cut_short");
        migration.apply();
        session.execute("DELETE FROM cut_short.schema_history WHERE file = '002_statistics.cql'");
        session.execute("DROP TABLE cut_short.position_stats");

        // When
        List<String> applied = migration.apply();

        // Then
        assertThat(applied).containsExactly("002_statistics.cql");
        assertThat(tables("cut_short")).contains("position_stats");
    }

    @Test
    void aFileThatChangedAfterwardsStopsTheStart() {
        // Given
        SchemaMigration migration = migration("changed");
        migration.apply();
        session.execute("UPDATE changed.schema_history SET checksum = 'other' WHERE file = '004_job_runs.cql'");

        // Then
        assertThatThrownBy(migration::apply)
                .isInstanceOf(SchemaException.class)
                .hasMessage("Cannot apply the schema to keyspace changed: 004_job_runs.cql has changed since it was "
                        + "applied; restore it and put the change into a new numbered file");
    }

    @Test
    void replicationIsThatOfTheSettings() {
        // Given
        SchemaSettings settings =
                new SchemaSettings("replicated", Replication.parse("NetworkTopologyStrategy:datacenter1=1"));

        // When
        new SchemaMigration(session, settings).apply();

        // Then
        Map<String, String> replication = session.execute(
                        "SELECT replication FROM system_schema.keyspaces WHERE keyspace_name = 'replicated'")
                .one()
                .getMap("replication", String.class, String.class);
        assertThat(replication)
                .isEqualTo(Map.of("class", "org.apache.cassandra.locator.NetworkTopologyStrategy", "datacenter1", "1"));
    }

    private SchemaMigration migration(String keyspace) {
        return new SchemaMigration(session, new SchemaSettings(keyspace, Replication.simple(1)));
    }

    private List<String> tables(String keyspace) {
        return session
                .execute("SELECT table_name FROM system_schema.tables WHERE keyspace_name = '" + keyspace + "'")
                .all()
                .stream()
                .map(row -> row.getString("table_name"))
                .sorted()
                .toList();
    }

    private List<String> key(String keyspace, String table) {
        return session
                .execute("SELECT column_name, kind, position FROM system_schema.columns WHERE keyspace_name = '"
                        + keyspace + "' AND table_name = '" + table + "'")
                .all()
                .stream()
                .filter(row -> !row.getString("kind").equals("regular"))
                .map(row -> row.getString("column_name") + " " + row.getString("kind") + " " + row.getInt("position"))
                .sorted()
                .toList();
    }

    private static CqlSession session(LocalCluster cluster) {
        return CqlSession.builder()
                .addContactPoint(cluster.cassandraAddress())
                .withLocalDatacenter(cluster.cassandraDatacenter())
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        // A change of the schema takes longer than the driver's two seconds when the machine is busy.
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                        .build())
                .build();
    }
}
