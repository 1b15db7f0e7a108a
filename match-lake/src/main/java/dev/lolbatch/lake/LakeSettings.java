package dev.lolbatch.lake;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the lake is, in strings, so that any source of configuration can fill it.
 *
 * @param catalogImpl class name of an Iceberg {@code Catalog}
 * @param catalogUri the catalog's address, for {@code JdbcCatalog} a JDBC URL
 * @param location root of the table's files, for example {@code hdfs://127.0.0.1:9000/data/lol_matches}
 * @param catalogProperties further options of the catalog; they win over the defaults; may hold secrets
 * @param hadoop Hadoop options of the file system
 */
public record LakeSettings(
        String catalogImpl,
        String catalogUri,
        String location,
        Map<String, String> catalogProperties,
        Map<String, String> hadoop) {

    /** Iceberg's catalog in any SQL database: its commit is a compare-and-set on one row. */
    public static final String JDBC_CATALOG = "org.apache.iceberg.jdbc.JdbcCatalog";

    private static final String SQLITE = "jdbc:sqlite:";

    /** In seconds. The driver waits for ever for a reply that a network lost without a word. */
    private static final Map<String, String> POSTGRESQL_DEFAULTS = Map.of(
            "jdbc.connectTimeout", "10",
            "jdbc.loginTimeout", "10",
            "jdbc.socketTimeout", "30");

    private static final Pattern PASSWORD = Pattern.compile("(?i)[?&;]password=|://[^/@]*:[^/@]*@");

    public LakeSettings {
        requireNonNull(catalogImpl, "catalogImpl");
        requireNonNull(catalogUri, "catalogUri");
        if (location.isBlank() || location.endsWith("/")) {
            throw new IllegalArgumentException("Cannot use lake location '" + location
                    + "': it must be a full path without a slash at its end, such as"
                    + " hdfs://127.0.0.1:9000/data/lol_matches; set lake.location");
        }
        if (PASSWORD.matcher(catalogUri).find()) {
            // Drivers put the whole URL into their errors, and errors end up in logs and probes.
            throw new IllegalArgumentException("Cannot use lake.catalog-uri: it holds a password; give it as"
                    + " lake.catalog-properties.\"jdbc.password\" instead");
        }
        catalogProperties = Map.copyOf(catalogProperties);
        hadoop = Map.copyOf(hadoop);
    }

    /** A lake on a JDBC catalog with default options. */
    public static LakeSettings jdbc(String catalogUri, String location) {
        return new LakeSettings(JDBC_CATALOG, catalogUri, location, Map.of(), Map.of());
    }

    /** The file of an SQLite catalog; empty for any other, and for one in memory. */
    public Optional<Path> sqliteFile() {
        if (!catalogUri.startsWith(SQLITE) || catalogUri.startsWith(SQLITE + ":")) {
            return Optional.empty();
        }
        return Optional.of(Path.of(
                catalogUri.substring(SQLITE.length()).replaceFirst("^file:", "").replaceFirst("\\?.*$", "")));
    }

    /** The options that {@code CatalogUtil.loadCatalog} and {@code spark.sql.catalog.<name>.*} take; holds secrets. */
    public Map<String, String> catalogOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("catalog-impl", catalogImpl);
        options.put("uri", catalogUri);
        options.put("warehouse", location.substring(0, location.lastIndexOf('/')));
        if (catalogImpl.equals(JDBC_CATALOG)) {
            options.put("jdbc.schema-version", "V1");
        }
        if (catalogUri.startsWith("jdbc:postgresql:")) {
            options.putAll(POSTGRESQL_DEFAULTS);
        }
        options.putAll(catalogProperties);
        return options;
    }

    /** Leaves out the options' values: they may hold a password. */
    @Override
    public String toString() {
        return "LakeSettings[location=" + location + ", catalogImpl=" + catalogImpl + ", catalogProperties="
                + catalogProperties.keySet() + "]";
    }
}
