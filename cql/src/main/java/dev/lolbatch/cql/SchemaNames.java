package dev.lolbatch.cql;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a keyspace with the whole schema holds, read from the files themselves.
 *
 * @param tables their names
 * @param indexes each with the table that it is of
 */
public record SchemaNames(SortedSet<String> tables, SortedMap<String, String> indexes) {
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE IF NOT EXISTS \\w+\\.(\\w+).*", Pattern.DOTALL);
    private static final Pattern INDEX =
            Pattern.compile("CREATE INDEX IF NOT EXISTS (\\w+)\\s+ON \\w+\\.(\\w+).*", Pattern.DOTALL);

    public SchemaNames {
        tables = Collections.unmodifiableSortedSet(new TreeSet<>(tables));
        indexes = Collections.unmodifiableSortedMap(new TreeMap<>(indexes));
    }

    /** Of this version of the product. */
    public static SchemaNames defined() {
        SortedSet<String> tables = new TreeSet<>();
        SortedMap<String, String> indexes = new TreeMap<>();
        for (String statement : statements()) {
            Matcher table = TABLE.matcher(statement);
            Matcher index = INDEX.matcher(statement);
            if (table.matches()) {
                tables.add(table.group(1));
            } else if (index.matches()) {
                indexes.put(index.group(1), index.group(2));
            }
        }
        return new SchemaNames(tables, indexes);
    }

    private static List<String> statements() {
        return Stream.concat(Stream.of(CqlFile.HISTORY), CqlFile.ORDERED.stream())
                .flatMap(name -> CqlFile.load(name).statements(SchemaSettings.defaults()).stream())
                .toList();
    }
}
