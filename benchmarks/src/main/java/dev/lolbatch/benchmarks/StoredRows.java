package dev.lolbatch.benchmarks;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The rows of {@code match_participants} in a file, as Cassandra keeps their values, match by match: what is written again is
 * then the same, and costs the writer nothing to make.
 *
 * @param columns in the order of a row's values
 * @param matches partitions in the file
 * @param rows in all of them
 */
record StoredRows(Path file, List<String> columns, int matches, long rows) {
    private static final int PAGE = 2_000;
    private static final int NULL = -1;

    /** Copies what a keyspace has. */
    static StoredRows copy(CqlSession session, String keyspace, Path file) throws IOException {
        ResultSet all = session.execute(SimpleStatement.newInstance("SELECT * FROM " + keyspace + ".match_participants")
                .setPageSize(PAGE));
        List<String> columns = StreamSupport.stream(all.getColumnDefinitions().spliterator(), false)
                .map(ColumnDefinition::getName)
                .map(Object::toString)
                .toList();
        int matches = 0;
        long rows = 0;
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            List<Row> match = new ArrayList<>();
            for (Row row : all) {
                if (!match.isEmpty() && !match.get(0).getString("match_id").equals(row.getString("match_id"))) {
                    write(match, columns.size(), out);
                    matches++;
                    match.clear();
                }
                match.add(row);
                rows++;
            }
            write(match, columns.size(), out);
        }
        return new StoredRows(file, columns, matches + 1, rows);
    }

    private static void write(List<Row> match, int columns, DataOutputStream out) throws IOException {
        out.writeInt(match.size());
        for (Row row : match) {
            for (int i = 0; i < columns; i++) {
                ByteBuffer value = row.getBytesUnsafe(i);
                out.writeInt(value == null ? NULL : value.remaining());
                if (value != null) {
                    byte[] bytes = new byte[value.remaining()];
                    value.get(bytes);
                    out.write(bytes);
                }
            }
        }
    }

    /** Goes through the matches from the first on. */
    Reader read() throws IOException {
        return new Reader(this);
    }

    /** A row's values by column; empty where there is none. */
    record Values(List<Optional<ByteBuffer>> of) {}

    /** Reads match after match. */
    static final class Reader implements AutoCloseable {
        private final StoredRows stored;
        private final DataInputStream in;
        private int left;

        private Reader(StoredRows stored) throws IOException {
            this.stored = stored;
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(stored.file()), 1 << 16));
            this.left = stored.matches();
        }

        boolean hasNext() {
            return left > 0;
        }

        List<Values> next() throws IOException {
            left--;
            int rows = in.readInt();
            List<Values> match = new ArrayList<>(rows);
            for (int row = 0; row < rows; row++) {
                List<Optional<ByteBuffer>> values =
                        new ArrayList<>(stored.columns().size());
                for (Iterator<String> column = stored.columns().iterator(); column.hasNext(); column.next()) {
                    int length = in.readInt();
                    values.add(length == NULL ? Optional.empty() : Optional.of(ByteBuffer.wrap(in.readNBytes(length))));
                }
                match.add(new Values(values));
            }
            return match;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
