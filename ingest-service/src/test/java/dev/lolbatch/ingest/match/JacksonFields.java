package dev.lolbatch.ingest.match;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Reads single values, tolerant where the meaning is unambiguous (a number in quotes, {@code 1200.0} for 1200, null for
 * absent) and strict everywhere else. The parser stands on the value's token.
 */
final class JacksonFields {
    private JacksonFields() {}

    static String text(JsonParser json) throws IOException, MatchRejectedException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NULL -> null;
            default -> throw wrongType(json, "text");
        };
    }

    static Boolean bool(JsonParser json) throws IOException, MatchRejectedException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw wrongType(json, "true or false");
        };
    }

    static Integer int32(JsonParser json) throws IOException, MatchRejectedException {
        Long value = int64(json);
        if (value == null) {
            return null;
        }
        if (value != value.intValue()) {
            throw wrongType(json, "a whole number of 32 bits");
        }
        return value.intValue();
    }

    static Long int64(JsonParser json) throws IOException, MatchRejectedException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
                && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return json.getLongValue();
        }
        BigDecimal value = decimal(json, "a whole number");
        try {
            return value == null ? null : value.longValueExact();
        } catch (ArithmeticException e) {
            throw wrongType(json, "a whole number of 64 bits");
        }
    }

    static Double float64(JsonParser json) throws IOException, MatchRejectedException {
        BigDecimal value = decimal(json, "a number");
        return value == null ? null : value.doubleValue();
    }

    private static BigDecimal decimal(JsonParser json, String expected) throws IOException, MatchRejectedException {
        return switch (json.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> bounded(json, json.getText(), expected);
            case VALUE_STRING -> bounded(json, json.getText().strip(), expected);
            default -> throw wrongType(json, expected);
        };
    }

    // 1e999999999 is a short text and a BigDecimal, but to expand it to a long takes all memory.
    private static BigDecimal bounded(JsonParser json, String text, String expected)
            throws IOException, MatchRejectedException {
        try {
            BigDecimal value = text.length() > 64 ? null : new BigDecimal(text);
            if (value != null && Math.abs((long) value.scale()) <= 400) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrongType(json, expected);
        }
        throw wrongType(json, expected);
    }

    static MatchRejectedException wrongType(JsonParser json, String expected) throws IOException {
        String path = json.getParsingContext().pathAsPointer().toString();
        return new MatchRejectedException(
                RejectReason.WRONG_TYPE,
                "Cannot read field " + path + ": found " + json.currentToken() + ", expected " + expected);
    }
}
