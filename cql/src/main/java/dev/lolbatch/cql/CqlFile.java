package dev.lolbatch.cql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the numbered files of this module.
 *
 * @param name file name, with its number
 * @param text the file as it is in the jar, placeholders included
 */
record CqlFile(String name, String text) {
    /** Makes what the migration itself needs; applied before the lock, since the lock lies in it. */
    static final String HISTORY = "000_schema_history.cql";

    /** The others, in the order in which they are applied. A jar cannot be listed, so they are named here. */
    static final List<String> ORDERED = List.of(
            "001_match_participants.cql",
            "002_statistics.cql",
            "003_participant_indexes.cql",
            "004_job_runs.cql",
            "005_etl_runs.cql",
            "006_views.cql",
            "007_history.cql",
            "008_job_progress.cql",
            "009_job_dates_complete.cql",
            "010_participant_date_index.cql",
            "011_run_control.cql",
            "012_events.cql",
            "013_schedules.cql",
            "014_event_numbers.cql",
            "015_last_runs.cql");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z_:]+)}");

    static CqlFile load(String name) {
        try (InputStream in = CqlFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new SchemaException("Cannot read " + name + ": it is not in the jar; build the module cql again");
            }
            return new CqlFile(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name + " from the jar", e);
        }
    }

    /** SHA-256 of the text, in hex. It does not depend on the keyspace. */
    String checksum() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The statements, without comments and with the placeholders filled, in order. */
    List<String> statements(SchemaSettings settings) {
        String filled = PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), settings)));
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < filled.length(); i++) {
            char c = filled.charAt(i);
            if (!quoted && filled.startsWith("--", i)) {
                int end = filled.indexOf('\n', i);
                i = end < 0 ? filled.length() : end;
                statement.append('\n');
            } else if (!quoted && c == ';') {
                addUnlessBlank(statements, statement);
                statement.setLength(0);
            } else {
                quoted ^= c == '\'';
                statement.append(c);
            }
        }
        addUnlessBlank(statements, statement);
        return List.copyOf(statements);
    }

    private static void addUnlessBlank(List<String> statements, StringBuilder statement) {
        String cql = statement.toString().strip();
        if (!cql.isEmpty()) {
            statements.add(cql);
        }
    }

    private String value(String placeholder, SchemaSettings settings) {
        if (placeholder.equals("keyspace")) {
            return settings.keyspace();
        }
        if (placeholder.equals("replication")) {
            return settings.replication().toCql();
        }
        if (placeholder.startsWith("id:")) {
            String table = settings.keyspace() + "." + placeholder.substring("id:".length());
            return UUID.nameUUIDFromBytes(table.getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
        throw new SchemaException("Cannot fill ${" + placeholder + "} of " + name
                + ": there is no such placeholder; use keyspace, replication or id:<table>");
    }
}
