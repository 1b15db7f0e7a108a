package dev.lolbatch.ingest.match.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Utf8Test {
    @Test
    void passesOverEveryCharacterAboveAscii() throws MalformedJsonException {
        int[] characters = IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                .filter(codePoint -> codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE)
                .toArray();
        for (int codePoint : characters) {
            byte[] bytes = Character.toString(codePoint).getBytes(UTF_8);
            assertEquals(bytes.length, Utf8.skip(bytes, 0));
        }
    }

    /** Every pair of first bytes, and after it those next to the limits. */
    @Test
    void takesNothingElse() {
        int[] edges = {0x00, 0x7f, 0x80, 0xbf, 0xc0, 0xff};
        List<String> wrong = new ArrayList<>();
        for (int pair = 0x8000; pair <= 0xffff; pair++) {
            for (int third : edges) {
                for (int fourth : edges) {
                    byte[] bytes = {(byte) (pair >> 8), (byte) pair, (byte) third, (byte) fourth};
                    if (accepted(bytes) != lengthOfOneCharacter(bytes)) {
                        wrong.add(HexFormat.of().formatHex(bytes));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** How many bytes are taken; 0 for none. */
    private static int accepted(byte[] bytes) {
        try {
            return Utf8.skip(bytes, 0);
        } catch (MalformedJsonException e) {
            return 0;
        }
    }

    private static int lengthOfOneCharacter(byte[] bytes) {
        return IntStream.rangeClosed(2, bytes.length)
                .filter(length -> decodes(bytes, length))
                .findFirst()
                .orElse(0);
    }

    // What the JDK cannot decode becomes U+FFFD, which none of the texts here spells out.
    private static boolean decodes(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, UTF_8);
        return text.codePointCount(0, text.length()) == 1 && text.charAt(0) != '\ufffd';
    }
}
