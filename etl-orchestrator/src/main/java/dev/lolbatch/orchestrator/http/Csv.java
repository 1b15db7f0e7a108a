package dev.lolbatch.orchestrator.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows as CSV after RFC 4180: columns are named as the members of the JSON, and those of an inner object after it, too. */
final class Csv {
    private static final String LINE_END = "\r\n";
    private static final CsvMapper CSV = CsvMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            // Its short cut quotes whatever is long.
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .build();

    private Csv() {}

    /** @param json by which rows would be written as JSON */
    static byte[] bytes(List<?> rows, ObjectMapper json) throws IOException {
        List<Map<String, String>> lines = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>();
        for (Object row : rows) {
            Map<String, String> line = flat(json.createParser(json.writeValueAsBytes(row)));
            columns.addAll(line.keySet());
            lines.add(line);
        }
        CsvSchema.Builder schema = CsvSchema.builder();
        columns.forEach(schema::addColumn);
        return CSV.writer(schema.build().withHeader().withLineSeparator(LINE_END))
                .writeValueAsBytes(lines);
    }

    /** From the text, so that a number keeps its places. */
    private static Map<String, String> flat(JsonParser row) throws IOException {
        Map<String, String> line = new LinkedHashMap<>();
        Deque<String> prefixes = new ArrayDeque<>();
        String name = "";
        for (JsonToken token = row.nextToken(); token != null; token = row.nextToken()) {
            switch (token) {
                case FIELD_NAME -> name = prefixes.getLast() + row.currentName();
                case START_OBJECT -> prefixes.add(name.isEmpty() ? "" : name + "_");
                case END_OBJECT -> prefixes.removeLast();
                default -> line.put(name, row.getText());
            }
        }
        return line;
    }

    /** A table of one kind of row, whose lines come piece by piece. */
    static <R extends Record> Table<R> table(Class<R> type) {
        return new Table<>(CSV.schemaFor(type).withoutHeader().withLineSeparator(LINE_END));
    }

    record Table<R extends Record>(CsvSchema schema) {
        byte[] header() {
            return (String.join(",", schema.getColumnNames()) + LINE_END).getBytes(StandardCharsets.UTF_8);
        }

        byte[] lines(List<R> rows) throws JsonProcessingException {
            return CSV.writer(schema).writeValueAsBytes(rows);
        }
    }
}
