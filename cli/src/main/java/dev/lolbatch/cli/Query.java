package dev.lolbatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Parameters of a request, in the order in which they were added. */
final class Query {
    private final List<String> parameters = new ArrayList<>();

    /** Adds the parameter as often as there are values. */
    Query with(String name, Collection<?> values) {
        values.forEach(value -> with(name, (Object) value));
        return this;
    }

    Query with(String name, Object value) {
        parameters.add(name + "=" + URLEncoder.encode(value.toString(), UTF_8));
        return this;
    }

    /** Adds nothing when there is no value. */
    Query with(String name, Optional<?> value) {
        value.ifPresent(one -> with(name, (Object) one));
        return this;
    }

    /** The path with these parameters behind it. */
    String of(String path) {
        return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
    }

    /** Text as one segment of a path. */
    static String segment(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
