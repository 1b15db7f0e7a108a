package dev.lolbatch.benchmarks;

import com.datastax.oss.driver.api.core.CqlSession;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What can stand beside {@code match_participants} for queries that its key does not answer. */
enum IndexKind {
    NONE(Map.of()),
    /** The guide's three, as an index without USING was before Cassandra 5. */
    LEGACY(Map.of(
            "champion", "legacy_local_table", "position", "legacy_local_table", "summoner", "legacy_local_table")),
    SAI(Map.of("champion", "sai", "position", "sai", "summoner", "sai")),
    /** And one on the date, which is a part of the partition key: without it a date can only be filtered. */
    SAI_AND_DATE(Map.of("champion", "sai", "position", "sai", "summoner", "sai", "date", "sai")),
    LOOKUP_TABLES(Map.of()) {
        @Override
        void create(CqlSession session, String keyspace) {
            LookupTables.create(session, keyspace);
        }

        @Override
        void writeBeside(CqlSession session, String keyspace, StoredRows stored, int inFlight) throws IOException {
            new LookupTables(session, keyspace).write(stored, inFlight);
        }

        @Override
        ParticipantQueries queries(CqlSession session, String keyspace) {
            return new LookupTables(session, keyspace);
        }
    };

    private static final List<String> INDEXED = List.of("champion", "position", "summoner");
    private static final Map<String, String> COLUMNS = Map.of(
            "champion", "champion_name", "position", "position", "summoner", "summoner_name", "date", "match_date");

    private final Map<String, String> using;

    IndexKind(Map<String, String> using) {
        this.using = using;
    }

    /** Puts itself in the place of the indexes of an empty keyspace. */
    void create(CqlSession session, String keyspace) {
        using.forEach((name, implementation) -> session.execute("CREATE INDEX idx_participant_" + name + " ON "
                + keyspace + ".match_participants (" + COLUMNS.get(name) + ") USING '" + implementation + "'"));
    }

    /** Takes the product's indexes away. */
    static void dropThoseOfTheProduct(CqlSession session, String keyspace) {
        INDEXED.forEach(name -> session.execute("DROP INDEX IF EXISTS " + keyspace + ".idx_participant_" + name));
        session.execute("DROP INDEX IF EXISTS " + keyspace + ".idx_participant_date");
    }

    /** Writes what Cassandra does not write by itself. */
    void writeBeside(CqlSession session, String keyspace, StoredRows stored, int inFlight) throws IOException {}

    ParticipantQueries queries(CqlSession session, String keyspace) {
        return new IndexedQueries(session, keyspace);
    }
}
