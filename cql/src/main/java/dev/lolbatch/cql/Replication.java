package dev.lolbatch.cql;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How many copies of each row Cassandra keeps, and where. It is used when the keyspace is created and at no other time: an
 * existing keyspace keeps its own.
 *
 * @param strategy {@code SimpleStrategy} or {@code NetworkTopologyStrategy}
 * @param factors copies by data center; for {@code SimpleStrategy} by the one key {@code replication_factor}
 */
public record Replication(String strategy, Map<String, Integer> factors) {
    private static final String SIMPLE = "SimpleStrategy";
    private static final String TOPOLOGY = "NetworkTopologyStrategy";
    private static final String FACTOR = "replication_factor";
    private static final Pattern DATACENTER = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final String REMEDY =
            "; write SimpleStrategy:<copies> or NetworkTopologyStrategy:<datacenter>=<copies>,<datacenter>=<copies>";

    public Replication {
        Objects.requireNonNull(strategy, "strategy");
        factors = Map.copyOf(factors);
    }

    /** {@code SimpleStrategy} with so many copies: for one machine and for tests. */
    public static Replication simple(int copies) {
        return parse(SIMPLE + ":" + copies);
    }

    /**
     * Reads {@code SimpleStrategy:1} or {@code NetworkTopologyStrategy:dc1=3,dc2=3}.
     *
     * @throws IllegalArgumentException when the text is neither
     */
    public static Replication parse(String text) {
        int colon = text.indexOf(':');
        String strategy = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        if (strategy.equals(SIMPLE)) {
            return new Replication(SIMPLE, Map.of(FACTOR, copies(text, rest)));
        }
        if (!strategy.equals(TOPOLOGY) || rest.isEmpty()) {
            throw unreadable(text, "it names neither strategy");
        }
        Map<String, Integer> factors = new TreeMap<>();
        for (String part : rest.split(",", -1)) {
            int equals = part.indexOf('=');
            String datacenter = equals < 0 ? part : part.substring(0, equals);
            if (equals < 0 || !DATACENTER.matcher(datacenter).matches()) {
                throw unreadable(text, "\"" + part + "\" is not <datacenter>=<copies>");
            }
            if (factors.put(datacenter, copies(text, part.substring(equals + 1))) != null) {
                throw unreadable(text, "it names " + datacenter + " twice");
            }
        }
        return new Replication(TOPOLOGY, factors);
    }

    /** The map literal that {@code CREATE KEYSPACE … WITH REPLICATION =} takes. */
    String toCql() {
        return new TreeMap<>(factors)
                .entrySet().stream()
                        .map(factor -> ", '" + factor.getKey() + "': " + factor.getValue())
                        .collect(Collectors.joining("", "{'class': '" + strategy + "'", "}"));
    }

    private static int copies(String text, String number) {
        if (!number.matches("[1-9][0-9]?")) {
            throw unreadable(text, "\"" + number + "\" is not a number of copies from 1 to 99");
        }
        return Integer.parseInt(number);
    }

    private static IllegalArgumentException unreadable(String text, String reason) {
        return new IllegalArgumentException("Cannot read replication \"" + text + "\": " + reason + REMEDY);
    }
}
