package dev.lolbatch.orchestrator.pages;

import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a page was asked by, from which its links lead on with something changed.
 *
 * @param path of the page, encoded
 * @param values by name, decoded, none of them blank
 */
record PageQuery(String path, Map<String, String> values) {
    PageQuery {
        values = new TreeMap<>(values);
    }

    static PageQuery of(UriInfo uri) {
        Map<String, String> values = new TreeMap<>();
        uri.getQueryParameters().forEach((name, all) -> all.stream()
                .filter(value -> !value.isBlank())
                .findFirst()
                .ifPresent(value -> values.put(name, value)));
        return new PageQuery(uri.getRequestUri().getRawPath(), values);
    }

    /** What stands in a form's field; nothing when it was not asked by. */
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** The same question with one answer changed. */
    public PageQuery with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.put(name, value);
        return new PageQuery(path, changed);
    }

    /** The same question without one of its answers. */
    public PageQuery without(String name) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.remove(name);
        return new PageQuery(path, changed);
    }

    /** The same question to another page. */
    public PageQuery at(String otherPath) {
        return new PageQuery(otherPath, values);
    }

    public String url() {
        String query = values.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** As one part of a path, or of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
