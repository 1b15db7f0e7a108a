package dev.lolbatch.ingest.match.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class EightBytesTest {
    private final Random random = new Random(1);

    @Test
    void findsTheFirstEndOfPlainTextWhateverComesAfterIt() {
        assertFindsFirst(EightBytes::endsOfPlainText, b -> b < ' ' || b == '"' || b == '\\' || b > 0x7f);
    }

    @Test
    void findsTheFirstNonDigitWhateverComesAfterIt() {
        assertFindsFirst(EightBytes::nonDigits, b -> b < '0' || b > '9');
    }

    @Test
    void knowsEightSpacesAndNothingElse() {
        assertThat(EightBytes.isSpaces(EightBytes.at("        ".getBytes(US_ASCII), 0)))
                .isTrue();
        assertThat(EightBytes.isSpaces(EightBytes.at("       \n".getBytes(US_ASCII), 0)))
                .isFalse();
    }

    // Every byte at every place, behind bytes that do not match and before bytes of any kind.
    private void assertFindsFirst(LongUnaryOperator question, IntPredicate matches) {
        for (int place = 0; place < EightBytes.COUNT; place++) {
            for (int value = 0; value <= 0xff; value++) {
                byte[] bytes = new byte[EightBytes.COUNT];
                random.nextBytes(bytes);
                for (int i = 0; i < place; i++) {
                    bytes[i] = matching(matches.negate());
                }
                bytes[place] = (byte) value;
                assertThat(EightBytes.beforeFirst(question.applyAsLong(EightBytes.at(bytes, 0))))
                        .as("%s at %s", value, place)
                        .isEqualTo(first(bytes, matches));
            }
        }
    }

    private byte matching(IntPredicate predicate) {
        return (byte) random.ints(0, 0x100).filter(predicate).findFirst().orElseThrow();
    }

    private static int first(byte[] bytes, IntPredicate matches) {
        int i = 0;
        while (i < bytes.length && !matches.test(bytes[i] & 0xff)) {
            i++;
        }
        return i;
    }
}
