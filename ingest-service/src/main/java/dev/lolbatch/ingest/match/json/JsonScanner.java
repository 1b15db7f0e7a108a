package dev.lolbatch.ingest.match.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Walks once over a JSON text that is asked for piece by piece, and checks every byte on its way, also of what nobody
 * asked for: RFC 8259 to the letter, in UTF-8. What is skipped makes no object.
 *
 * <p>It stands before a value, and after it once that was taken or skipped:
 *
 * <pre>
 * if (json.enterObject()) {
 *     do {
 *         // the field's name is known, its value comes next
 *     } while (json.nextField());
 * }
 * </pre>
 */
public final class JsonScanner {
    private final byte[] json;
    private final Nesting nesting = new Nesting();
    private int position;
    private int valueStart;
    /** The text itself, or a copy of a name that had to be decoded. */
    private byte[] name;

    private int nameStart;
    private int nameEnd;

    /**
     * A scanner before the text's one value; a byte order mark in front of it is passed over, as the RFC allows.
     *
     * @param json must not change while it is scanned
     */
    public JsonScanner(byte[] json) {
        this.json = json;
        this.position = beginsWithByteOrderMark(json) ? 3 : 0;
    }

    private static boolean beginsWithByteOrderMark(byte[] json) {
        return json.length >= 3 && json[0] == (byte) 0xef && json[1] == (byte) 0xbb && json[2] == (byte) 0xbf;
    }

    /** Whether nothing is left but white space. */
    public boolean atEnd() {
        position = JsonSyntax.skipWhitespace(json, position);
        return position == json.length;
    }

    /** What the next value is; the scanner stays before it. */
    public JsonToken peek() throws MalformedJsonException {
        return JsonSyntax.token(json, begin());
    }

    /** Passes over the next value, whatever it holds. */
    public void skipValue() throws MalformedJsonException {
        position = JsonSyntax.skipValue(json, position, nesting);
    }

    /** Passes over the next value if it is null, and says whether it was. */
    boolean skipNull() throws MalformedJsonException {
        if (JsonSyntax.at(json, begin()) != 'n') {
            return false;
        }
        position = JsonSyntax.skipScalar(json, position);
        return true;
    }

    boolean isString() {
        return JsonSyntax.at(json, begin()) == '"';
    }

    boolean isNumber() {
        byte b = JsonSyntax.at(json, begin());
        return (b >= '0' && b <= '9') || b == '-';
    }

    /** Takes a string, which must be next. */
    String string() throws MalformedJsonException {
        int start = begin() + 1;
        int closingQuote = JsonStrings.endOfPlainText(json, start);
        if (JsonSyntax.at(json, closingQuote) == '"') {
            position = closingQuote + 1;
            // ASCII is Latin-1 too, and Latin-1 is how the JVM keeps it: a plain copy.
            return new String(json, start, closingQuote - start, ISO_8859_1);
        }
        position = JsonStrings.skip(json, start);
        return JsonStrings.text(json, start, position - 1);
    }

    /** Takes a number, which must be next. */
    JsonNumber number() throws MalformedJsonException {
        JsonNumber number = new JsonNumber(json, begin());
        position = number.end();
        return number;
    }

    /** That the value which is next, or was just taken, is not of the type that it should have. */
    JsonException unexpected(String expected) throws MalformedJsonException {
        return new UnexpectedTypeException(JsonSyntax.token(json, valueStart), expected);
    }

    /** Enters the object that must be next, up to its first field; false, and stands after it, when it has none. */
    boolean enterObject() throws JsonException {
        if (JsonSyntax.at(json, begin()) != '{') {
            throw unexpected("an object");
        }
        nesting.enterObject(position);
        position = JsonSyntax.skipWhitespace(json, position + 1);
        return !leaves('}') && name();
    }

    /** Goes on to the object's next field; false, and stands after the object, when it has no more. */
    boolean nextField() throws MalformedJsonException {
        return hasNext('}') && name();
    }

    /** Enters the array that must be next, up to its first element; false, and stands after it, when it has none. */
    boolean enterArray() throws JsonException {
        if (JsonSyntax.at(json, begin()) != '[') {
            throw unexpected("an array");
        }
        nesting.enterArray(position);
        position = JsonSyntax.skipWhitespace(json, position + 1);
        return !leaves(']');
    }

    /** Goes on to the array's next element; false, and stands after the array, when it has no more. */
    boolean nextElement() throws MalformedJsonException {
        return hasNext(']');
    }

    /** What the table holds for the name of the field that was just entered; null when nothing. */
    <V> V field(FieldTable<V> table) {
        return table.find(name, nameStart, nameEnd);
    }

    private int begin() {
        position = JsonSyntax.skipWhitespace(json, position);
        valueStart = position;
        return position;
    }

    private boolean hasNext(char closingBracket) throws MalformedJsonException {
        position = JsonSyntax.skipWhitespace(json, position);
        if (JsonSyntax.at(json, position) == ',') {
            position++;
            return true;
        }
        if (leaves(closingBracket)) {
            return false;
        }
        throw MalformedJsonException.unexpected(json, position, "a comma or the closing bracket");
    }

    private boolean leaves(char closingBracket) {
        if (JsonSyntax.at(json, position) != closingBracket) {
            return false;
        }
        position++;
        nesting.leave();
        return true;
    }

    /** Takes a name and its colon; true, for there is a field then. */
    private boolean name() throws MalformedJsonException {
        int start = JsonSyntax.skipNameQuote(json, position);
        int closingQuote = JsonStrings.endOfPlainText(json, start);
        if (JsonSyntax.at(json, closingQuote) == '"') {
            name = json;
            nameStart = start;
            nameEnd = closingQuote;
        } else {
            closingQuote = JsonStrings.skip(json, start) - 1;
            // It may be a known name in escapes: nobody writes so, but it means the same.
            name = JsonStrings.text(json, start, closingQuote).getBytes(UTF_8);
            nameStart = 0;
            nameEnd = name.length;
        }
        position = JsonSyntax.skipColon(json, closingQuote + 1);
        return true;
    }
}
