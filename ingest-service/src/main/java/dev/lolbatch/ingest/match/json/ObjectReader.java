package dev.lolbatch.ingest.match.json;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads objects of one kind into a target: the fields that were named here, in whatever order they come, and skips all
 * others. Of a field that comes twice the last counts.
 *
 * @param <T> the target
 */
public final class ObjectReader<T> {
    private final FieldTable<Field<T>> fields;

    private ObjectReader(Map<String, Field<T>> fields) {
        this.fields = new FieldTable<>(fields);
    }

    /** Takes a field's value from the scanner, which stands before it, into the target. */
    @FunctionalInterface
    public interface FieldReader<T> {
        void read(JsonScanner json, T target) throws JsonException;
    }

    private record Field<T>(String name, FieldReader<T> reader) {}

    /** Reads the object that must be next. */
    public void read(JsonScanner json, T target) throws JsonException {
        if (!json.enterObject()) {
            return;
        }
        do {
            Field<T> field = json.field(fields);
            if (field == null) {
                json.skipValue();
            } else {
                read(field, json, target);
            }
        } while (json.nextField());
    }

    private static <T> void read(Field<T> field, JsonScanner json, T target) throws JsonException {
        try {
            field.reader().read(json, target);
        } catch (UnexpectedTypeException e) {
            throw e.within(field.name());
        }
    }

    /** Names the fields of an object. */
    public static final class Builder<T> {
        private final Map<String, Field<T>> fields = new LinkedHashMap<>();

        /**
         * Adds a field.
         *
         * @param name in ASCII, not empty
         */
        public Builder<T> field(String name, FieldReader<T> reader) {
            fields.put(name, new Field<>(name, reader));
            return this;
        }

        public ObjectReader<T> build() {
            return new ObjectReader<>(fields);
        }
    }
}
