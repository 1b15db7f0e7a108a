package dev.lolbatch.benchmarks;

import com.datastax.oss.driver.api.core.CqlSession;
import java.io.IOException;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What can stand beside {@code match_participants} for queries that its key does not answer. */
enum IndexKind {
    NONE("", ""),
    /** The guide's three, as an index without USING was before Cassandra 5. */
    LEGACY("legacy_local_table", "champion position summoner"),
    SAI("sai", "champion position summoner"),
    /** And one on the date, which is a part of the partition key: without it a date can only be filtered. */
    SAI_AND_DATE("sai", "champion position summoner date"),
    LOOKUP_TABLES("", "") {
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

    private static final Map<String, String> COLUMNS = Map.of(
            "champion", "champion_name", "position", "position", "summoner", "summoner_name", "date", "match_date");

    private final String using;
    private final String indexed;

    /**
     * @param using Cassandra's name of the implementation
     * @param indexed ends of the indexes' names, with blanks between them
     */
    IndexKind(String using, String indexed) {
        this.using = using;
        this.indexed = indexed;
    }

    /** Puts itself in the place of the indexes of an empty keyspace. */
    void create(CqlSession session, String keyspace) {
        Pattern.compile("\\w+")
                .matcher(indexed)
                .results()
                .map(MatchResult::group)
                .forEach(name -> session.execute("CREATE INDEX idx_participant_" + name + " ON " + keyspace
                        + ".match_participants (" + COLUMNS.get(name) + ") USING '" + using + "'"));
    }

    /** Takes the product's indexes away. */
    static void dropThoseOfTheProduct(CqlSession session, String keyspace) {
        COLUMNS.keySet()
                .forEach(name -> session.execute("DROP INDEX IF EXISTS " + keyspace + ".idx_participant_" + name));
    }

    /** Writes what Cassandra does not write by itself. */
    void writeBeside(CqlSession session, String keyspace, StoredRows stored, int inFlight) throws IOException {}

    ParticipantQueries queries(CqlSession session, String keyspace) {
        return new IndexedQueries(session, keyspace);
    }
}
