package dev.lolbatch.ingest.match;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Damages a text as accidents and enemies do: bits flipped, ends and middles cut, pieces copied, tokens put in between. */
final class Mutations {
    private static final int MAX_MUTATIONS = 5;
    private static final int MAX_PIECE = 200;

    private static final String[] TOKENS = {
        "null",
        "-1",
        "1e400",
        "99999999999999999999",
        "\"\\ud800\"",
        "{}",
        "[[[[",
        "]",
        "}",
        "\"",
        ":",
        ",",
        "true",
        "\u0000",
        "\"info\":",
        "\"participants\":null,",
        "0.5",
        "\"gameCreation\":-9e18,",
        "NaN",
        "\\",
        "\\u00",
        "/**/",
        "'",
        "-",
        "01",
        "1.",
        "\ud83d\ude00",
        "\"kills\":\"7\",",
        "\"win\":1,",
        "truex",
        " ",
        "\n",
        "\f",
        "1e+",
        "[".repeat(1001)
    };

    /** Not UTF-8: a lone continuation, an overlong slash, a surrogate, a code point past the last, a cut character. */
    private static final byte[][] BROKEN_CHARACTERS = {
        {(byte) 0x80},
        {(byte) 0xc0, (byte) 0xaf},
        {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        {(byte) 0xe2, (byte) 0x82}
    };

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    byte[] mutate(byte[] text) {
        byte[] mutated = text;
        for (int mutation = 1 + random.nextInt(MAX_MUTATIONS); mutation > 0 && mutated.length > 0; mutation--) {
            mutated = mutateOnce(mutated);
        }
        return mutated;
    }

    private byte[] mutateOnce(byte[] text) {
        int at = random.nextInt(text.length);
        return switch (random.nextInt(7)) {
            case 0 -> flip(text, at);
            case 1 -> Arrays.copyOf(text, at);
            case 2 -> splice(text, at, end(text, at), new byte[0]);
            case 3 -> splice(text, at, at, TOKENS[random.nextInt(TOKENS.length)].getBytes(UTF_8));
            case 4 -> splice(text, at, at, BROKEN_CHARACTERS[random.nextInt(BROKEN_CHARACTERS.length)]);
            case 5 -> swap(text, at);
            default -> splice(text, at, at, piece(text));
        };
    }

    private byte[] flip(byte[] text, int at) {
        byte[] flipped = text.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        return flipped;
    }

    private byte[] swap(byte[] text, int at) {
        int other = random.nextInt(text.length);
        byte[] swapped = text.clone();
        swapped[at] = text[other];
        swapped[other] = text[at];
        return swapped;
    }

    private byte[] piece(byte[] text) {
        int from = random.nextInt(text.length);
        return Arrays.copyOfRange(text, from, end(text, from));
    }

    private int end(byte[] text, int from) {
        return Math.min(text.length, from + random.nextInt(MAX_PIECE));
    }

    private static byte[] splice(byte[] text, int from, int to, byte[] replacement) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        spliced.write(text, 0, from);
        spliced.writeBytes(replacement);
        spliced.write(text, to, text.length - to);
        return spliced.toByteArray();
    }
}
