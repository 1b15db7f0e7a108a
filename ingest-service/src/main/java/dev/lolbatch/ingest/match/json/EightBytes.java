package dev.lolbatch.ingest.match.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Questions about eight bytes at once, put to them as one {@code long}: a match is 70 kB of which nearly all is passed
 * over, and to pass over it byte by byte costs a branch each.
 *
 * <p>An answer marks bytes by their highest bit. Little-endian order makes the first byte of the text the lowest of the
 * word, so the first mark is found by counting trailing zeros. A subtraction may borrow from the byte above one that is
 * rightly marked, and mark it wrongly; the first mark is always right, and only it is looked at.
 */
final class EightBytes {
    static final int COUNT = Long.BYTES;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final long SPACES = EACH * ' ';
    private static final long QUOTES = EACH * '"';
    private static final long BACKSLASHES = EACH * '\\';
    private static final long ZEROS = EACH * '0';

    private EightBytes() {}

    static long at(byte[] bytes, int position) {
        return (long) WORDS.get(bytes, position);
    }

    /** Marks what ends a run of plain text in a string: a quote, a backslash, a control character, a byte above ASCII. */
    static long endsOfPlainText(long word) {
        long quotes = word ^ QUOTES; // 0 where there is a quote
        long backslashes = word ^ BACKSLASHES;
        // x - n has its highest bit set where x < n, and & ~x takes away those that had it before.
        return (((quotes - EACH) & ~quotes) | ((backslashes - EACH) & ~backslashes) | ((word - SPACES) & ~word) | word)
                & HIGHEST_BITS;
    }

    /** Marks what is not one of 0 to 9. */
    static long nonDigits(long word) {
        long values = word ^ ZEROS; // 0 to 9 for digits, and above for all else
        // Seven bits plus 0x76 reach the eighth from 10 on, and never beyond it.
        return (((values & ~HIGHEST_BITS) + EACH * 0x76) | values) & HIGHEST_BITS;
    }

    static boolean isSpaces(long word) {
        return word == SPACES;
    }

    /** How many bytes stand before the first mark; 8 when there is none. */
    static int beforeFirst(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }
}
