package dev.lolbatch.cli.verify;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import dev.lolbatch.cli.deployment.CassandraSettings;
import dev.lolbatch.cli.deployment.Opened;
import dev.lolbatch.cql.Replication;
import dev.lolbatch.cql.SchemaException;
import dev.lolbatch.cql.SchemaMigration;
import dev.lolbatch.cql.SchemaNames;
import dev.lolbatch.cql.SchemaSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whether Cassandra is there, with the whole schema, and keeps what it is given. */
final class CassandraChecks {
    static final String CASSANDRA = "cassandra";
    private static final String SCHEMA = "schema";

    /** Nobody reads this table but for its row 'schema'. What a killed command leaves there is gone after a minute. */
    private static final String TABLE = "schema_lock";

    private static final int TIME_TO_LIVE_SECONDS = 60;

    private final CassandraSettings settings;
    private final Opened<CqlSession> session;

    CassandraChecks(CassandraSettings settings, Opened<CqlSession> session) {
        this.settings = settings;
        this.session = session;
    }

    List<Check> all() {
        String subject = "Cassandra at " + settings.hosts();
        return List.of(
                new Check(
                        CASSANDRA,
                        List.of(),
                        subject,
                        "start it, or say with --cassandra and --datacenter where it is",
                        this::findNodes),
                new Check(
                        SCHEMA,
                        List.of(CASSANDRA),
                        subject,
                        "let this user read the keyspace's schema",
                        this::findSchema),
                new Check(
                        "cassandra-row",
                        List.of(SCHEMA),
                        subject,
                        "let this user write to keyspace %s, and see that enough of its replicas are up"
                                .formatted(settings.keyspace()),
                        this::writeAndRead));
    }

    private String findNodes() throws Exception {
        Collection<Node> nodes = session.client().getMetadata().getNodes().values();
        String version = session.client()
                .execute("SELECT release_version FROM system.local")
                .one()
                .getString("release_version");
        long up =
                nodes.stream().filter(node -> node.getState() != NodeState.DOWN).count();
        return "%s answers: version %s, %d of %s up"
                .formatted(settings.hosts(), version, up, Counted.of(nodes.size(), "node"));
    }

    private String findSchema() throws Exception {
        String name = settings.keyspace();
        Optional<KeyspaceMetadata> keyspace = session.client().getMetadata().getKeyspace(name);
        if (keyspace.isEmpty()) {
            throw new CheckFailedException(
                    "there is no keyspace " + name, "start etl-orchestrator, which makes it, or correct the name");
        }
        requireApplied(name);
        SchemaNames defined = SchemaNames.defined();
        List<String> missing = missing(keyspace.get(), defined);
        if (!missing.isEmpty()) {
            throw new CheckFailedException(
                    "keyspace %s has no %s".formatted(name, String.join(", no ", missing)),
                    "delete the row of the file that makes it from %s.schema_history, and start etl-orchestrator again"
                            .formatted(name));
        }
        return "keyspace %s has all %d tables and %d indexes"
                .formatted(name, defined.tables().size(), defined.indexes().size());
    }

    private static List<String> missing(KeyspaceMetadata keyspace, SchemaNames defined) {
        List<String> missing = new ArrayList<>();
        defined.tables().stream()
                .filter(table -> keyspace.getTable(table).isEmpty())
                .forEach(table -> missing.add("table " + table));
        defined.indexes().forEach((index, table) -> {
            Optional<TableMetadata> indexed = keyspace.getTable(table);
            if (indexed.isPresent() && indexed.get().getIndex(index).isEmpty()) {
                missing.add("index " + index);
            }
        });
        return missing;
    }

    private void requireApplied(String keyspace) throws Exception {
        try {
            // The replication counts only where a keyspace is made.
            List<String> pending = new SchemaMigration(
                            session.client(), new SchemaSettings(keyspace, Replication.simple(1)))
                    .pending();
            if (!pending.isEmpty()) {
                throw new CheckFailedException(
                        "keyspace %s has not the files %s of the schema".formatted(keyspace, pending),
                        "start the etl-orchestrator of this version, which applies them");
            }
        } catch (SchemaException e) {
            throw new CheckFailedException(e.getMessage(), "verify it with the lolbatch that made it");
        }
    }

    private String writeAndRead() throws Exception {
        String row = "verify-" + UUID.randomUUID();
        String table = settings.keyspace() + "." + TABLE;
        execute(
                "INSERT INTO %s (name, owner) VALUES (?, 'lolbatch verify') USING TTL %d"
                        .formatted(table, TIME_TO_LIVE_SECONDS),
                row);
        String select = "SELECT owner FROM %s WHERE name = ?".formatted(table);
        Optional<Row> written = execute(select, row);
        execute("DELETE FROM %s WHERE name = ?".formatted(table), row);
        if (written.isEmpty() || execute(select, row).isPresent()) {
            throw new CheckFailedException(
                    "a row of %s %s"
                            .formatted(
                                    table,
                                    written.isEmpty()
                                            ? "was written and is not there"
                                            : "was deleted and is still there"),
                    "compare the clocks of the nodes and of this machine: what is older does not count");
        }
        return "a row was inserted, read and deleted in " + table;
    }

    private Optional<Row> execute(String cql, String row) throws Exception {
        return Optional.ofNullable(session.client()
                .execute(SimpleStatement.newInstance(cql, row).setConsistencyLevel(ConsistencyLevel.QUORUM))
                .one());
    }
}
