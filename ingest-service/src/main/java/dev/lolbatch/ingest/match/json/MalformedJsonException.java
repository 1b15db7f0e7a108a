package dev.lolbatch.ingest.match.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The bytes are not JSON as RFC 8259 has it; the message says what is wrong, and at which byte, counted from 0. */
public final class MalformedJsonException extends JsonException {
    private static final long serialVersionUID = 1L;

    /** Enough of a wrong word to recognise it. */
    private static final int MAX_TOKEN = 32;

    MalformedJsonException(String message) {
        super(message);
    }

    static MalformedJsonException at(int position, String problem) {
        return new MalformedJsonException(problem + " at byte " + position);
    }

    static MalformedJsonException endOfInput(int position) {
        return at(position, "Unexpected end-of-input");
    }

    /** What stands at the position is not what the grammar expects there; the position may be the end of the text. */
    static MalformedJsonException unexpected(byte[] json, int position, String expected) {
        if (position >= json.length) {
            return endOfInput(json.length);
        }
        int end = position;
        while (end < json.length && end - position < MAX_TOKEN && Character.isLetterOrDigit(json[end])) {
            end++;
        }
        String found = end > position
                ? "Unrecognized token '" + new String(json, position, end - position, US_ASCII) + "'"
                : String.format("Unexpected byte 0x%02x", json[position]);
        return new MalformedJsonException(found + " at byte " + position + ", expected " + expected);
    }
}
