package dev.lolbatch.ingest.match.json;

/** Passes over characters above ASCII, and takes only well-formed ones (RFC 3629): shortest form, no surrogates. */
final class Utf8 {
    private Utf8() {}

    /** The position after the character of two to four bytes that begins here. */
    static int skip(byte[] text, int position) throws MalformedJsonException {
        int lead = text[position] & 0xff;
        if (lead < 0xc2) {
            // A continuation without a lead, or a lead of what fits a single byte.
            throw invalid(position);
        }
        if (lead < 0xe0) {
            return check(position, 2, codePoint(text, position, 1, lead & 0x1f), 0x80, 0x7ff);
        }
        if (lead < 0xf0) {
            int codePoint = codePoint(text, position, 2, lead & 0x0f);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                throw invalid(position);
            }
            return check(position, 3, codePoint, 0x800, 0xffff);
        }
        if (lead < 0xf8) {
            return check(position, 4, codePoint(text, position, 3, lead & 0x07), 0x10000, Character.MAX_CODE_POINT);
        }
        throw invalid(position);
    }

    private static int codePoint(byte[] text, int position, int continuations, int leadBits)
            throws MalformedJsonException {
        if (text.length - position <= continuations) {
            throw MalformedJsonException.endOfInput(text.length);
        }
        int codePoint = leadBits;
        for (int i = 1; i <= continuations; i++) {
            byte continuation = text[position + i];
            if ((continuation & 0xc0) != 0x80) {
                throw invalid(position);
            }
            codePoint = (codePoint << 6) | (continuation & 0x3f);
        }
        return codePoint;
    }

    private static int check(int position, int length, int codePoint, int from, int to) throws MalformedJsonException {
        if (codePoint < from || codePoint > to) {
            throw invalid(position);
        }
        return position + length;
    }

    private static MalformedJsonException invalid(int position) {
        return MalformedJsonException.at(position, "Invalid UTF-8");
    }
}
