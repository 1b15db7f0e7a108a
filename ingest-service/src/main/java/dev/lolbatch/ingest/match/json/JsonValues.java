package dev.lolbatch.ingest.match.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Takes single values, tolerant where the meaning is unambiguous (a number in quotes, {@code 1200.0} for 1200, null for
 * absent) and strict everywhere else. The scanner stands before the value.
 */
public final class JsonValues {
    /** Longer texts are no numbers of a match, and expensive ones. */
    private static final int MAX_NUMBER_LENGTH = 64;

    /** 1e999999999 is a short text and a BigDecimal, but to expand it to a long takes all memory. */
    private static final int MAX_SCALE = 400;

    private JsonValues() {}

    /** A string, or null. */
    public static String text(JsonScanner json) throws JsonException {
        if (json.isString()) {
            return json.string();
        }
        if (json.skipNull()) {
            return null;
        }
        throw json.unexpected("text");
    }

    /** True, false or null. */
    public static Boolean bool(JsonScanner json) throws JsonException {
        JsonToken token = json.peek();
        switch (token) {
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> json.skipValue();
            default -> throw json.unexpected("true or false");
        }
        return token == JsonToken.VALUE_NULL ? null : Boolean.valueOf(token == JsonToken.VALUE_TRUE);
    }

    /** Reads an object into the target; null is no object, and false is returned. */
    public static <T> boolean object(JsonScanner json, ObjectReader<T> reader, T target) throws JsonException {
        if (json.skipNull()) {
            return false;
        }
        reader.read(json, target);
        return true;
    }

    /**
     * Reads an array of objects, each into a target of its own; null is an empty one.
     *
     * @param what one of them is, for messages
     */
    public static <T> List<T> objects(JsonScanner json, ObjectReader<T> reader, Supplier<T> targets, String what)
            throws JsonException {
        List<T> objects = new ArrayList<>();
        if (json.skipNull()) {
            return objects;
        }
        if (json.peek() != JsonToken.START_ARRAY) {
            throw json.unexpected("an array of " + what + "s");
        }
        if (json.enterArray()) {
            do {
                T target = targets.get();
                readElement(json, reader, target, what, objects.size());
                objects.add(target);
            } while (json.nextElement());
        }
        return objects;
    }

    private static <T> void readElement(JsonScanner json, ObjectReader<T> reader, T target, String what, int index)
            throws JsonException {
        try {
            if (json.peek() != JsonToken.START_OBJECT) {
                throw json.unexpected("a " + what);
            }
            reader.read(json, target);
        } catch (UnexpectedTypeException e) {
            throw e.within(index);
        }
    }

    /** A whole number of 32 bits, or null. */
    public static Integer int32(JsonScanner json) throws JsonException {
        if (json.skipNull()) {
            return null;
        }
        long value = wholeNumber(json);
        if (value != (int) value) {
            throw json.unexpected("a whole number of 32 bits");
        }
        return (int) value;
    }

    /** A whole number of 64 bits, or null. */
    public static Long int64(JsonScanner json) throws JsonException {
        return json.skipNull() ? null : Long.valueOf(wholeNumber(json));
    }

    /** A number, or null. */
    public static Double float64(JsonScanner json) throws JsonException {
        if (json.skipNull()) {
            return null;
        }
        BigDecimal value = json.isNumber() ? decimal(json, json.number(), "a number") : quoted(json, "a number");
        return value.doubleValue();
    }

    private static long wholeNumber(JsonScanner json) throws JsonException {
        if (!json.isNumber()) {
            return exact(json, quoted(json, "a whole number"));
        }
        JsonNumber number = json.number();
        return number.isShortInteger() ? number.toLong() : exact(json, decimal(json, number, "a whole number"));
    }

    private static long exact(JsonScanner json, BigDecimal value) throws JsonException {
        try {
            return value.longValueExact();
        } catch (ArithmeticException e) {
            throw json.unexpected("a whole number of 64 bits");
        }
    }

    private static BigDecimal decimal(JsonScanner json, JsonNumber number, String expected) throws JsonException {
        return number.isShortDecimal() ? number.toDecimal() : bounded(json, number.toString(), expected);
    }

    private static BigDecimal quoted(JsonScanner json, String expected) throws JsonException {
        if (!json.isString()) {
            throw json.unexpected(expected);
        }
        return bounded(json, json.string().strip(), expected);
    }

    private static BigDecimal bounded(JsonScanner json, String text, String expected) throws JsonException {
        if (text.length() > MAX_NUMBER_LENGTH) {
            throw json.unexpected(expected);
        }
        try {
            BigDecimal value = new BigDecimal(text);
            if (Math.abs((long) value.scale()) <= MAX_SCALE) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw json.unexpected(expected);
        }
        throw json.unexpected(expected);
    }
}
