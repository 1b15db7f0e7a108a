package dev.lolbatch.cli;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Text that a producer chose, made harmless: it can neither steer a terminal nor break a line, or go on for ever. */
public final class Printable {
    private Printable() {}

    public static String of(String text) {
        return text.codePoints()
                .map(point -> switch (Character.getType(point)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> '\uFFFD';
                    default -> point;
                })
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A line of a log, which keeps its tabs. */
    static String line(String text) {
        return Arrays.stream(text.split("\t", -1)).map(Printable::of).collect(Collectors.joining("\t"));
    }

    /** @param chars at most so many; what is left out is told by an ellipsis */
    static String of(String text, int chars) {
        String printable = of(text);
        if (printable.codePointCount(0, printable.length()) <= chars) {
            return printable;
        }
        return printable.substring(0, printable.offsetByCodePoints(0, chars - 1)) + "…";
    }
}
