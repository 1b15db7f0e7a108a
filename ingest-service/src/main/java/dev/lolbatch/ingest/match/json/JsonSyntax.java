package dev.lolbatch.ingest.match.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The grammar of RFC 8259: what may follow what. Each function begins at a position, returns the one after what it
 * names, and throws where something else stands.
 */
final class JsonSyntax {
    /** Read for the byte after the last; no token begins with it, so it is wrong everywhere. */
    static final byte END = 0;

    private static final byte[] TRUE = "true".getBytes(US_ASCII);
    private static final byte[] FALSE = "false".getBytes(US_ASCII);
    private static final byte[] NULL = "null".getBytes(US_ASCII);

    private JsonSyntax() {}

    static byte at(byte[] json, int position) {
        return position < json.length ? json[position] : END;
    }

    static int skip(char punctuation, byte[] json, int position, String expected) throws MalformedJsonException {
        int p = skipWhitespace(json, position);
        if (at(json, p) == punctuation) {
            return p + 1;
        }
        throw MalformedJsonException.unexpected(json, p, expected);
    }

    /** The opening quote of a field's name. */
    static int skipNameQuote(byte[] json, int position) throws MalformedJsonException {
        return skip('"', json, position, "a field's name in double quotes");
    }

    /** The colon between a field's name and its value. */
    static int skipColon(byte[] json, int position) throws MalformedJsonException {
        return skip(':', json, position, "a colon");
    }

    /**
     * A whole value, whatever it holds. It is a loop and no recursion, so that depth costs no stack.
     *
     * @param nesting around the value; the same afterwards
     */
    static int skipValue(byte[] json, int position, Nesting nesting) throws MalformedJsonException {
        int outside = nesting.depth();
        int p = skipToEndOfScalar(json, position, nesting);
        while (nesting.depth() > outside) {
            p = skipWhitespace(json, p);
            byte b = at(json, p);
            if (b == ',') {
                p = skipToEndOfScalar(json, nesting.inObject() ? skipName(json, p + 1) : p + 1, nesting);
            } else if (b == nesting.closingBracket()) {
                nesting.leave();
                p++;
            } else {
                throw MalformedJsonException.unexpected(json, p, "a comma or the closing bracket");
            }
        }
        return p;
    }

    /** Enters the objects and arrays that begin here, up to the first scalar, or to the bracket that closes an empty one. */
    private static int skipToEndOfScalar(byte[] json, int position, Nesting nesting) throws MalformedJsonException {
        int p = skipWhitespace(json, position);
        while (true) {
            byte b = at(json, p);
            if (b == '{') {
                nesting.enterObject(p);
                p = skipWhitespace(json, p + 1);
                if (at(json, p) == '}') {
                    return p;
                }
                p = skipWhitespace(json, skipName(json, p));
            } else if (b == '[') {
                nesting.enterArray(p);
                p = skipWhitespace(json, p + 1);
                if (at(json, p) == ']') {
                    return p;
                }
            } else {
                return skipScalar(json, p);
            }
        }
    }

    private static int skipName(byte[] json, int position) throws MalformedJsonException {
        return skipColon(json, JsonStrings.skip(json, skipNameQuote(json, position)));
    }

    /** A string, number, true, false or null, without white space before it. */
    static int skipScalar(byte[] json, int position) throws MalformedJsonException {
        return switch (at(json, position)) {
            case '"' -> JsonStrings.skip(json, position + 1);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> JsonNumber.skip(json, position);
            case 't' -> skipWord(TRUE, json, position);
            case 'f' -> skipWord(FALSE, json, position);
            case 'n' -> skipWord(NULL, json, position);
            default -> throw MalformedJsonException.unexpected(json, position, "a value");
        };
    }

    private static int skipWord(byte[] word, byte[] json, int position) throws MalformedJsonException {
        for (int i = 0; i < word.length; i++) {
            if (at(json, position + i) != word[i]) {
                throw MalformedJsonException.unexpected(json, position, "a value");
            }
        }
        return position + word.length;
    }

    /** What the value that begins here is; of a scalar every byte is checked, of all else the first. */
    static JsonToken token(byte[] json, int position) throws MalformedJsonException {
        byte b = at(json, position);
        switch (b) {
            case '{' -> {
                return JsonToken.START_OBJECT;
            }
            case '[' -> {
                return JsonToken.START_ARRAY;
            }
            case '"' -> {
                return JsonToken.VALUE_STRING;
            }
            default -> {
                skipScalar(json, position);
                return switch (b) {
                    case 't' -> JsonToken.VALUE_TRUE;
                    case 'f' -> JsonToken.VALUE_FALSE;
                    case 'n' -> JsonToken.VALUE_NULL;
                    default -> new JsonNumber(json, position).token();
                };
            }
        }
    }

    /** White space: nothing in what producers send, runs of spaces in what people indented. */
    static int skipWhitespace(byte[] json, int position) {
        return position < json.length && json[position] > ' ' ? position : skipIndentation(json, position);
    }

    private static int skipIndentation(byte[] json, int position) {
        int p = position;
        while (true) {
            while (p <= json.length - EightBytes.COUNT && EightBytes.isSpaces(EightBytes.at(json, p))) {
                p += EightBytes.COUNT;
            }
            byte b = at(json, p);
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return p;
            }
            p++;
        }
    }
}
