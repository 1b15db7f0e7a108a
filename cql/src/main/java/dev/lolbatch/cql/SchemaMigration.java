package dev.lolbatch.cql;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a keyspace to the schema of the numbered files of this module: each file once, in order, its checksum recorded in
 * {@code schema_history} after its last statement. Every statement is idempotent, so that a file whose application was cut
 * short is applied again; any number of processes may call this at once, since one at a time applies.
 */
public final class SchemaMigration {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);
    /** A table takes milliseconds on an idle machine and seconds on one that is just starting everything. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final CqlSession session;
    private final SchemaSettings settings;

    /** The session needs no keyspace of its own; it is left open. */
    public SchemaMigration(CqlSession session, SchemaSettings settings) {
        this.session = Objects.requireNonNull(session, "session");
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /**
     * Applies what is missing and returns when all nodes agree on it. Blocks; costs two reads when nothing is missing.
     *
     * @return names of the files that this call applied, in order; empty when the keyspace had them all
     * @throws SchemaException when it cannot be applied, or an applied file has changed since
     */
    public List<String> apply() {
        try {
            List<CqlFile> files = files();
            if (notApplied(files).isEmpty()) {
                return List.of();
            }
            return withoutRefreshes(() -> {
                execute(CqlFile.load(CqlFile.HISTORY));
                SchemaLock lock = SchemaLock.acquire(session, settings);
                try {
                    return applyMissing(files);
                } finally {
                    lock.release();
                }
            });
        } catch (DriverException e) {
            throw new SchemaException(
                    "Cannot apply the schema to keyspace " + settings.keyspace() + ": " + e.getMessage()
                            + "; check that Cassandra is up and that the user may create keyspaces and tables",
                    e);
        }
    }

    /**
     * What {@link #apply()} would apply. Reads only.
     *
     * @return names of files, in order; empty when the keyspace has them all
     * @throws SchemaException when an applied file has changed since
     * @throws DriverException when it cannot be read
     */
    public List<String> pending() {
        return notApplied(files()).stream().map(CqlFile::name).toList();
    }

    private static List<CqlFile> files() {
        return CqlFile.ORDERED.stream().map(CqlFile::load).toList();
    }

    private List<CqlFile> notApplied(List<CqlFile> files) {
        return historyExists() ? missing(files) : files;
    }

    /** The driver waits a second before it refreshes its view of the schema after a statement; once at the end will do. */
    private List<String> withoutRefreshes(Supplier<List<String>> application) {
        session.setSchemaMetadataEnabled(false);
        try {
            return application.get();
        } finally {
            session.setSchemaMetadataEnabled(null);
        }
    }

    private List<String> applyMissing(List<CqlFile> files) {
        List<String> applied = new ArrayList<>();
        for (CqlFile file : missing(files)) {
            execute(file);
            session.execute(statement(
                            "INSERT INTO " + settings.keyspace()
                                    + ".schema_history (file, checksum, applied_at) VALUES (?, ?, toTimestamp(now()))",
                            file.name(),
                            file.checksum())
                    .setConsistencyLevel(ConsistencyLevel.QUORUM));
            LOG.info("Applied schema file: keyspace={} file={}", settings.keyspace(), file.name());
            applied.add(file.name());
        }
        return List.copyOf(applied);
    }

    private boolean historyExists() {
        return session.execute(statement(
                                "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ? AND table_name = ?",
                                settings.keyspace(),
                                "schema_history"))
                        .one()
                != null;
    }

    private List<CqlFile> missing(List<CqlFile> files) {
        Map<String, String> history = new HashMap<>();
        for (Row row :
                session.execute(statement("SELECT file, checksum FROM " + settings.keyspace() + ".schema_history")
                        .setConsistencyLevel(ConsistencyLevel.QUORUM))) {
            history.put(row.getString("file"), row.getString("checksum"));
        }
        List<CqlFile> missing = new ArrayList<>();
        for (CqlFile file : files) {
            String applied = history.get(file.name());
            if (applied == null) {
                missing.add(file);
            } else if (!applied.equals(file.checksum())) {
                throw new SchemaException(
                        "Cannot apply the schema to keyspace " + settings.keyspace() + ": " + file.name()
                                + " has changed since it was applied; restore it and put the change into a new numbered file");
            }
        }
        return missing;
    }

    private void execute(CqlFile file) {
        for (String cql : file.statements(settings)) {
            ResultSet result = session.execute(statement(cql));
            // The driver has waited for agreement already, but only for as long as its own configuration says.
            if (!result.getExecutionInfo().isSchemaInAgreement() && !session.checkSchemaAgreement()) {
                throw new SchemaException("Cannot apply " + file.name() + " to keyspace " + settings.keyspace()
                        + ": the nodes do not agree on the schema; check nodetool describecluster, then start again");
            }
        }
    }

    private static SimpleStatement statement(String cql, Object... values) {
        return SimpleStatement.newInstance(cql, values).setTimeout(TIMEOUT);
    }
}
