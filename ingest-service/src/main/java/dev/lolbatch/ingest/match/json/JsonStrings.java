package dev.lolbatch.ingest.match.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Strings and names: passes over them, or takes their text. Positions are those after the opening quote. */
final class JsonStrings {
    private static final int HEX_DIGITS = 4;

    /** Of a backslash and a letter, and of a backslash, a u and its digits. */
    private static final int SHORT_ESCAPE = 2;

    private static final int UNICODE_ESCAPE = SHORT_ESCAPE + HEX_DIGITS;

    private JsonStrings() {}

    /** The position after the closing quote. */
    static int skip(byte[] json, int position) throws MalformedJsonException {
        int p = position;
        while (true) {
            p = endOfPlainText(json, p);
            if (p == json.length) {
                throw MalformedJsonException.endOfInput(p);
            }
            byte b = json[p];
            if (b == '"') {
                return p + 1;
            }
            if (b == '\\') {
                p = skipEscape(json, p);
            } else if (b < 0) {
                p = Utf8.skip(json, p);
            } else {
                throw MalformedJsonException.at(p, "Control character in a string");
            }
        }
    }

    /** The text up to the closing quote, which {@link #skip} has found. */
    static String text(byte[] json, int position, int closingQuote) throws MalformedJsonException {
        int escape = firstEscape(json, position, closingQuote);
        if (escape == closingQuote) {
            return new String(json, position, closingQuote - position, UTF_8);
        }
        StringBuilder text = new StringBuilder(closingQuote - position);
        int from = position;
        while (escape < closingQuote) {
            text.append(new String(json, from, escape - from, UTF_8));
            text.append(unescape(json, escape));
            from = escape + (json[escape + 1] == 'u' ? UNICODE_ESCAPE : SHORT_ESCAPE);
            escape = firstEscape(json, from, closingQuote);
        }
        return text.append(new String(json, from, closingQuote - from, UTF_8)).toString();
    }

    /** The first byte that is not plain ASCII of a string, or the length of the text. */
    static int endOfPlainText(byte[] json, int position) {
        int p = position;
        while (p <= json.length - EightBytes.COUNT) {
            long ends = EightBytes.endsOfPlainText(EightBytes.at(json, p));
            if (ends != 0) {
                return p + EightBytes.beforeFirst(ends);
            }
            p += EightBytes.COUNT;
        }
        while (p < json.length && json[p] >= ' ' && json[p] != '"' && json[p] != '\\') {
            p++;
        }
        return p;
    }

    private static int firstEscape(byte[] json, int from, int to) {
        int p = from;
        while (p < to && json[p] != '\\') {
            p++;
        }
        return p;
    }

    private static int skipEscape(byte[] json, int backslash) throws MalformedJsonException {
        switch (JsonSyntax.at(json, backslash + 1)) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return backslash + SHORT_ESCAPE;
            }
            case 'u' -> {
                return skipUnicodeEscape(json, backslash);
            }
            default -> throw MalformedJsonException.unexpected(json, backslash + 1, "an escape of JSON");
        }
    }

    // Half of a surrogate pair is no character, and no UTF-8 can hold it: it could not be kept as it came.
    private static int skipUnicodeEscape(byte[] json, int backslash) throws MalformedJsonException {
        char first = hexDigits(json, backslash + SHORT_ESCAPE);
        int end = backslash + UNICODE_ESCAPE;
        if (!Character.isSurrogate(first)) {
            return end;
        }
        if (Character.isHighSurrogate(first)
                && JsonSyntax.at(json, end) == '\\'
                && JsonSyntax.at(json, end + 1) == 'u'
                && Character.isLowSurrogate(hexDigits(json, end + SHORT_ESCAPE))) {
            return end + UNICODE_ESCAPE;
        }
        throw MalformedJsonException.at(backslash, "Half of a surrogate pair in an escape");
    }

    private static char unescape(byte[] json, int backslash) throws MalformedJsonException {
        byte kind = json[backslash + 1];
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexDigits(json, backslash + SHORT_ESCAPE);
            default -> (char) kind;
        };
    }

    private static char hexDigits(byte[] json, int position) throws MalformedJsonException {
        int value = 0;
        for (int p = position; p < position + HEX_DIGITS; p++) {
            // Character.digit takes the digits of all scripts, but a single byte holds only those of ASCII.
            int digit = Character.digit(JsonSyntax.at(json, p), 16);
            if (digit < 0) {
                throw MalformedJsonException.unexpected(json, p, "a hexadecimal digit");
            }
            value = (value << 4) | digit;
        }
        return (char) value;
    }
}
