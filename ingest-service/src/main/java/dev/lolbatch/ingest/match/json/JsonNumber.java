package dev.lolbatch.ingest.match.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigDecimal;

/**
 * A number as it stands in the text, strictly as RFC 8259 writes it; its value is made when somebody asks.
 *
 * <p>Lives shorter than the method that asks for it, so the JIT makes no object of it.
 */
final class JsonNumber {
    /** So many bytes, digits and sign, fit a long whatever they say. */
    private static final int BYTES_OF_ANY_LONG = 18;

    private final byte[] json;
    private final int start;
    private final int end;

    JsonNumber(byte[] json, int start) throws MalformedJsonException {
        this.json = json;
        this.start = start;
        this.end = skip(json, start);
    }

    int end() {
        return end;
    }

    JsonToken token() {
        return isInteger() ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
    }

    /** Written without fraction and exponent, and of few enough digits for {@link #toLong}. */
    boolean isShortInteger() {
        return end - start <= BYTES_OF_ANY_LONG && isInteger();
    }

    long toLong() {
        boolean negative = json[start] == '-';
        long value = 0;
        for (int p = negative ? start + 1 : start; p < end; p++) {
            value = value * 10 + (json[p] - '0');
        }
        return negative ? -value : value;
    }

    /** Written without exponent, and of few enough digits for {@link #toDecimal}. */
    boolean isShortDecimal() {
        if (end - start > BYTES_OF_ANY_LONG) {
            return false;
        }
        for (int p = start; p < end; p++) {
            if (json[p] == 'e' || json[p] == 'E') {
                return false;
            }
        }
        return true;
    }

    BigDecimal toDecimal() {
        boolean negative = json[start] == '-';
        int pointEnd = end;
        long unscaled = 0;
        for (int p = negative ? start + 1 : start; p < end; p++) {
            if (json[p] == '.') {
                pointEnd = p + 1;
            } else {
                unscaled = unscaled * 10 + (json[p] - '0');
            }
        }
        return BigDecimal.valueOf(negative ? -unscaled : unscaled, end - pointEnd);
    }

    @Override
    public String toString() {
        return new String(json, start, end - start, ISO_8859_1);
    }

    private boolean isInteger() {
        for (int p = json[start] == '-' ? start + 1 : start; p < end; p++) {
            if (!isDigit(json[p])) {
                return false;
            }
        }
        return true;
    }

    /** The position after the number that begins here. */
    static int skip(byte[] json, int start) throws MalformedJsonException {
        int first = json[start] == '-' ? start + 1 : start;
        int p = skipDigits(json, first);
        if (p - first > 1 && json[first] == '0') {
            throw MalformedJsonException.at(first, "Leading zero in a number");
        }
        if (p < json.length && json[p] == '.') {
            p = skipDigits(json, p + 1);
        }
        if (p < json.length && (json[p] == 'e' || json[p] == 'E')) {
            p++;
            p = skipDigits(json, p < json.length && (json[p] == '+' || json[p] == '-') ? p + 1 : p);
        }
        return p;
    }

    /** Wherever the grammar has digits, there is at least one. */
    private static int skipDigits(byte[] json, int position) throws MalformedJsonException {
        int p = endOfDigits(json, position);
        if (p == position) {
            throw MalformedJsonException.unexpected(json, position, "a digit");
        }
        return p;
    }

    private static int endOfDigits(byte[] json, int position) {
        int p = position;
        while (p <= json.length - EightBytes.COUNT) {
            long ends = EightBytes.nonDigits(EightBytes.at(json, p));
            if (ends != 0) {
                return p + EightBytes.beforeFirst(ends);
            }
            p += EightBytes.COUNT;
        }
        while (p < json.length && isDigit(json[p])) {
            p++;
        }
        return p;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
