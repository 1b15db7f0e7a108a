package dev.lolbatch.ingest.match.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is JSON and what is not, by RFC 8259, also where nobody asks for the value. */
class JsonScannerTest {
    static List<String> jsonValues() {
        return List.of(
                // Words
                "true",
                "false",
                "null",
                // Numbers
                "0",
                "-0",
                "7",
                "-12",
                "1234567",
                "12345678",
                "123456789012345678901234567890",
                "0.5",
                "-0.25",
                "10.00000000000000001",
                "1e5",
                "1E5",
                "1e+05",
                "1E-5",
                "0e0",
                "0.0e-0",
                "1e999999999",
                // Strings
                "\"\"",
                "\"a\"",
                "\"exactly8\"",
                "\"nine bytes\"",
                "\"a plain text that is longer than sixteen bytes\"",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
                "\"\\u0000\\u00e9\\uFFFF\"",
                "\"\\ud83d\\ude00\"",
                "\"\u007f\"",
                "\"é 젠지 😀 \u2028\"",
                "\"'//no comment/* */\"",
                // Arrays and objects
                "[]",
                "[ ]",
                "{}",
                "{ }",
                "[1]",
                "[1,2]",
                "[[],{},[{}],\"\",-1,null]",
                "{\"\":0}",
                "{\"a\":1,\"a\":2}",
                "{\"\\u0061\":{\"b\":[{\"c\":[]}]},\"é\":1}",
                "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]",
                "[{\"a\":[1,{\"b\":2}]},3]",
                " \t\r\n[ \t\r\n1 \t\r\n, \t\r\n2 \t\r\n] \t\r\n",
                "{\n                    \"a\" : 1 ,\n                    \"b\" : [ ]\n}");
    }

    static List<String> brokenValues() {
        return List.of(
                // Words
                "tru",
                "truE",
                "True",
                "truex",
                "nul",
                "nulll",
                "fals",
                "falsey",
                "none",
                "undefined",
                "NaN",
                "Infinity",
                "-Infinity",
                "truefalse",
                // Numbers
                "-",
                "+1",
                "01",
                "-01",
                "00",
                "1.",
                "1.e3",
                ".5",
                "-.5",
                "1e",
                "1e+",
                "1E-",
                "1e5.5",
                "1e5e5",
                "1.2.3",
                "1..2",
                "--1",
                "1-2",
                "1+2",
                "0x10",
                "1_000",
                "1L",
                "1.5f",
                "1 2",
                "١",
                "12345678x",
                // Strings
                "\"",
                "\"a",
                "\"a\\\"",
                "'a'",
                "\"a'",
                "`a`",
                "\"\\x41\"",
                "\"\\'\"",
                "\"\\0\"",
                "\"\\u\"",
                "\"\\u12\"",
                "\"\\u12G4\"",
                "\"\\U0041\"",
                "\"\\ud83d\"",
                "\"\\ude00\"",
                "\"\\ud83d\\ud83d\"",
                "\"\\ud83dx\"",
                "\"\\",
                "\"tab\tinside\"",
                "\"line\nfeed\"",
                "\"nul\u0000\"",
                "\"unit\u001fseparator\"",
                "\"a plain text that is long, and then\u0001\"",
                "\"a\" \"b\"",
                "\"a\"b",
                // Arrays
                "[",
                "]",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[,]",
                "[1,,2]",
                "[1 2]",
                "[1;2]",
                "[1}",
                "[1]]",
                "[\"a\":1]",
                "[[1]",
                "[1\u00a0]",
                "[\f]",
                "[\u000b1]",
                // Objects
                "{",
                "}",
                "{]",
                "{\"a\"",
                "{\"a\"}",
                "{\"a\":",
                "{\"a\":}",
                "{\"a\" 1}",
                "{\"a\"=1}",
                "{\"a\"::1}",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\":1,,\"b\":2}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1]",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{null:1}",
                "{[]:1}",
                "{\"a\tb\":1}",
                "{\"\\ud83d\":1}",
                "{\"\\q\":1}",
                "{\"a\":1}}",
                "{\"a\":{\"b\":1}",
                "{\"a\":[1,{\"b\":2]}",
                // What other languages allow
                "/* c */ 1",
                "1 // c",
                "# c\n1",
                "[1 /* c */]",
                "new Date(1)",
                "(1)",
                "1;");
    }

    @ParameterizedTest
    @MethodSource("jsonValues")
    void passesOverWhatIsJson(String value) {
        forEachPlace(value, text -> assertThatCode(() -> scan(text.getBytes(UTF_8)))
                .as(text)
                .doesNotThrowAnyException());
    }

    @ParameterizedTest
    @MethodSource("brokenValues")
    void rejectsWhatIsNot(String value) {
        forEachPlace(value, text -> assertThatThrownBy(() -> scan(text.getBytes(UTF_8)))
                .as(text)
                .isInstanceOf(MalformedJsonException.class));
    }

    @Test
    void rejectsEveryBeginningOfAText() {
        byte[] whole = "{\"a\":[1,-2.5e3,\"\\u00e9é\",true,{\"b\":null}],\"c\":\"\"}".getBytes(UTF_8);

        assertThat(IntStream.range(0, whole.length).mapToObj(length -> Arrays.copyOf(whole, length)))
                .allSatisfy(beginning ->
                        assertThatThrownBy(() -> scan(beginning)).isInstanceOf(MalformedJsonException.class));
    }

    @Test
    void rejectsTextsThatAreNotUtf8() {
        assertThatThrownBy(() -> scan("\"\u00e9t\u00e9\"".getBytes(ISO_8859_1)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("Invalid UTF-8 at byte 1");
        assertThatThrownBy(() -> scan("[1]".getBytes(UTF_16LE))).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void ignoresAByteOrderMarkInFrontAndNowhereElse() {
        assertThatCode(() -> scan("\ufeff[1]".getBytes(UTF_8))).doesNotThrowAnyException();
        assertThatThrownBy(() -> scan("[\ufeff1]".getBytes(UTF_8))).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void takesAThousandLevelsAndNoMore() {
        assertThatCode(() -> scan(levels(1000))).doesNotThrowAnyException();
        assertThatThrownBy(() -> scan(levels(1001)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("Nested deeper than 1000 levels at byte 2500");
        assertThatThrownBy(() -> scan("[".repeat(1_000_000).getBytes(UTF_8)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("Nested deeper than 1000 levels at byte 1000");
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        assertThatThrownBy(() -> scan("[hello]".getBytes(UTF_8)))
                .hasMessage("Unrecognized token 'hello' at byte 1, expected a value");
        assertThatThrownBy(() -> scan("{\"a\":1,}".getBytes(UTF_8)))
                .hasMessage("Unexpected byte 0x7d at byte 7, expected a field's name in double quotes");
        assertThatThrownBy(() -> scan("{\"a\" 1}".getBytes(UTF_8)))
                .hasMessage("Unrecognized token '1' at byte 5, expected a colon");
        assertThatThrownBy(() -> scan("[1;2]".getBytes(UTF_8)))
                .hasMessage("Unexpected byte 0x3b at byte 2, expected a comma or the closing bracket");
        assertThatThrownBy(() -> scan("[01]".getBytes(UTF_8))).hasMessage("Leading zero in a number at byte 1");
        assertThatThrownBy(() -> scan("[1".getBytes(UTF_8))).hasMessage("Unexpected end-of-input at byte 2");
        assertThatThrownBy(() -> scan(new byte[0])).hasMessage("Unexpected end-of-input at byte 0");
    }

    /** Alone, deeper, behind so many bytes that it lies at every place of a word of eight, and with as many after it. */
    private static void forEachPlace(String value, Consumer<String> check) {
        check.accept(value);
        check.accept("{\"skipped\":[" + value + "]}");
        check.accept("[{\"a\":" + value + ",\"b\":[]}]");
        IntStream.range(0, 8)
                .mapToObj(" "::repeat)
                .flatMap(blank -> Stream.of(blank + value, value + blank))
                .forEach(check);
    }

    private static byte[] levels(int count) {
        // Objects and arrays in turn: {"":[{"":[ … ]}]}
        StringBuilder text = new StringBuilder();
        IntStream.range(0, count).forEach(level -> text.append(level % 2 == 0 ? "[" : "{\"\":"));
        text.append("0");
        IntStream.range(0, count).forEach(level -> text.append((count - 1 - level) % 2 == 0 ? "]" : "}"));
        return text.toString().getBytes(UTF_8);
    }

    private static void scan(byte[] text) throws MalformedJsonException {
        JsonScanner json = new JsonScanner(text);
        json.skipValue();
        if (!json.atEnd()) {
            throw new MalformedJsonException("more than one value");
        }
    }
}
