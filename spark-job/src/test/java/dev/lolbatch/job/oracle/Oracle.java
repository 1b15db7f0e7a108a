package dev.lolbatch.job.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A second implementation of the features and views, against which the job's are compared: {@code statistics.sql} in DuckDB,
 * which shares no code with the job and none with Spark. It knows files of the lake and nothing of its table: which of them are
 * live is for the caller to say.
 */
public final class Oracle implements AutoCloseable {
    private static final String SQL = "statistics.sql";
    private static final String SPELLINGS = "champion_spellings.csv";

    private final Connection duckDb;

    private Oracle(Connection duckDb) {
        this.duckDb = duckDb;
    }

    public static Oracle open() {
        try {
            Oracle oracle = new Oracle(DriverManager.getConnection("jdbc:duckdb:"));
            oracle.execute("SET autoinstall_known_extensions = false");
            oracle.execute("SET timezone = 'UTC'");
            oracle.execute(resource(SQL));
            oracle.addSpellings();
            return oracle;
        } catch (SQLException e) {
            throw failure("open DuckDB", e);
        }
    }

    /** How producers spell champions' names, and the one name of each. */
    public static Map<String, String> championSpellings() {
        return resource(SPELLINGS)
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .collect(Collectors.toMap(
                        parts -> parts[0], parts -> parts[1], (one, other) -> one, LinkedHashMap::new));
    }

    /** Replaces what is known of the dates by their rows in the files, and leaves the other dates as they are. */
    public void load(Collection<LocalDate> dates, Collection<String> liveFiles) {
        String among = dates.stream()
                .map(date -> "DATE '" + date + "'")
                .collect(Collectors.joining(", ", "match_date IN (", ")"));
        execute("DELETE FROM lake WHERE " + among);
        if (!liveFiles.isEmpty()) {
            String files = liveFiles.stream()
                    .map(file -> "'" + file.replace("'", "''") + "'")
                    .collect(Collectors.joining(", ", "[", "]"));
            execute("INSERT INTO lake BY NAME SELECT * FROM read_parquet(" + files
                    + ", hive_partitioning = false) WHERE " + among);
        }
    }

    /**
     * The rows of a view of {@code statistics.sql}, by column, in no order. A column without a value is there and null;
     * timestamps are Instants, decimals have scale 2.
     */
    public List<Map<String, Object>> rows(String view) {
        try (Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + view)) {
            List<Map<String, Object>> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row(result));
            }
            return rows;
        } catch (SQLException e) {
            throw failure("read " + view, e);
        }
    }

    @Override
    public void close() {
        try {
            duckDb.close();
        } catch (SQLException e) {
            throw failure("close DuckDB", e);
        }
    }

    void execute(String sql) {
        try (Statement statement = duckDb.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure("execute " + sql, e);
        }
    }

    private void addSpellings() {
        try (PreparedStatement insert = duckDb.prepareStatement("INSERT INTO champion_spellings VALUES (?, ?)")) {
            for (Map.Entry<String, String> spelling : championSpellings().entrySet()) {
                insert.setString(1, spelling.getKey());
                insert.setString(2, spelling.getValue());
                insert.execute();
            }
        } catch (SQLException e) {
            throw failure("add " + SPELLINGS, e);
        }
    }

    private static Map<String, Object> row(ResultSet result) throws SQLException {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            Object value = result.getObject(i);
            row.put(
                    result.getMetaData().getColumnName(i),
                    value instanceof OffsetDateTime time ? time.toInstant() : value);
        }
        return row;
    }

    private static String resource(String name) {
        try (InputStream resource = Oracle.class.getResourceAsStream(name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name + " of the test's resources", e);
        }
    }

    private static IllegalStateException failure(String what, SQLException cause) {
        return new IllegalStateException("Cannot " + what + ": " + cause.getMessage(), cause);
    }
}
