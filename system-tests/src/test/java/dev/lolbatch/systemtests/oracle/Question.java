package dev.lolbatch.systemtests.oracle;

import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a person asks for, by the names of the query parameters; players, champions and positions as the tables have them.
 * Prints as the query of an address.
 */
public record Question(Map<String, String> parameters) {
    /** For everything. */
    public static final Question ALL = new Question(Map.of());

    public Question {
        // In order, so that it prints the same each time.
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** The same with one more parameter, or with another value of it. */
    public Question with(String name, Object value) {
        Map<String, String> more = new TreeMap<>(parameters);
        more.put(name, value.toString());
        return new Question(more);
    }

    /** The same by these parameters alone. */
    Question only(Collection<String> names) {
        Map<String, String> fewer = new TreeMap<>(parameters);
        fewer.keySet().retainAll(names);
        return new Question(fewer);
    }

    Question without(Collection<String> names) {
        Map<String, String> fewer = new TreeMap<>(parameters);
        fewer.keySet().removeAll(names);
        return new Question(fewer);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** @param participant a row of {@code match_participants} */
    boolean selects(Map<String, Object> participant) {
        return parameters.entrySet().stream()
                .allMatch(parameter -> passes(parameter.getKey(), parameter.getValue(), participant));
    }

    private static boolean passes(String name, String value, Map<String, Object> participant) {
        LocalDate date = (LocalDate) participant.get("match_date");
        return switch (name) {
            case "date" -> date.equals(LocalDate.parse(value));
            case "from" -> !date.isBefore(LocalDate.parse(value));
            case "to" -> !date.isAfter(LocalDate.parse(value));
            case "patch" -> value.equals(participant.get("patch"));
            case "queue" -> Integer.valueOf(value).equals(participant.get("queue_id"));
            case "position" -> value.equals(participant.get("position"));
            case "champion" -> value.equals(participant.get("champion_name"));
            case "summoner" -> value.equals(participant.get("summoner_name"));
            case "min_games", "sort", "order", "limit" -> true;
            default ->
                throw new IllegalArgumentException(
                        "Cannot select by " + name + ": no such parameter is known here; add what it means");
        };
    }

    @Override
    public String toString() {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(joining("&", "?", ""));
    }
}
