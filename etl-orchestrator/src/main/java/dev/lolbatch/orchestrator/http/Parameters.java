package dev.lolbatch.orchestrator.http;

import dev.lolbatch.orchestrator.problem.ErrorCode;
import dev.lolbatch.orchestrator.problem.OrchestratorException;
import dev.lolbatch.orchestrator.run.RunId;
import dev.lolbatch.orchestrator.run.RunState;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Query parameters as they come in: every one may be absent, given once, or wrong in a way that is named. */
public final class Parameters {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private Parameters() {}

    /** {@code 2026-01-13} or {@code 2026/01/13}. */
    public static Optional<LocalDate> date(String name, List<String> values) {
        return single(name, values).map(text -> {
            if (!text.matches("\\d{4}-\\d{2}-\\d{2}|\\d{4}/\\d{2}/\\d{2}")) {
                throw invalid(name, text, "it is not a date; write for example 2026-01-13 or 2026/01/13");
            }
            try {
                return LocalDate.parse(text.replace('/', '-'), DATE);
            } catch (DateTimeException e) {
                throw invalid(name, text, "the calendar has no such day; write for example 2026-01-13 or 2026/01/13");
            }
        });
    }

    static int number(String name, List<String> values, int otherwise, int max) {
        return single(name, values)
                .map(text -> {
                    if (!text.matches("[1-9]\\d{0,8}") || Integer.parseInt(text) > max) {
                        throw invalid(
                                name, text, "it is not a number from 1 to " + max + "; write for example " + otherwise);
                    }
                    return Integer.parseInt(text);
                })
                .orElse(otherwise);
    }

    /** Number of an event; 0 stands before the first. */
    static OptionalLong eventId(String name, List<String> values) {
        return natural(name, values, "it is no id of an event; write the last one that came, for example 42");
    }

    /** Bytes before what is wanted; empty when it is absent. */
    static OptionalLong offset(String name, List<String> values) {
        return natural(name, values, "it is no number of bytes; write how many there are already, for example 4096");
    }

    private static OptionalLong natural(String name, List<String> values, String remedy) {
        return single(name, values).stream()
                .mapToLong(text -> {
                    if (!text.matches("\\d{1,18}")) {
                        throw invalid(name, text, remedy);
                    }
                    return Long.parseLong(text);
                })
                .findFirst();
    }

    /** Empty when it is absent. */
    static OptionalInt number(String name, List<String> values, int max) {
        return values.isEmpty() ? OptionalInt.empty() : OptionalInt.of(number(name, values, 1, max));
    }

    static void atMostOne(String name, List<String> values, String other, List<String> others) {
        if (!values.isEmpty() && !others.isEmpty()) {
            throw invalid(name, String.join(", ", values), "it does not go with " + other + "; leave one of them out");
        }
    }

    /** One of an enum's names, in upper or lower case. */
    static <E extends Enum<E>> Optional<E> oneOf(String name, List<String> values, Class<E> type) {
        return single(name, values).map(text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> invalid(
                        name,
                        text,
                        "there is no such " + name + "; use one of " + Arrays.toString(type.getEnumConstants()))));
    }

    /** Both ends belong to it. */
    record Range(Optional<LocalDate> from, Optional<LocalDate> to) {}

    static Range range(String fromName, List<String> from, String toName, List<String> to) {
        Range range = new Range(date(fromName, from), date(toName, to));
        if (range.from().isPresent()
                && range.to().isPresent()
                && range.from().get().isAfter(range.to().get())) {
            throw invalid(
                    fromName,
                    range.from().get().toString(),
                    "it is after " + toName + "=" + range.to().get() + "; swap them");
        }
        return range;
    }

    /** Of one date, or of a range. */
    static Range dates(List<String> date, List<String> from, List<String> to) {
        atMostOne("date", date, "from and to", from.isEmpty() ? to : from);
        Optional<LocalDate> day = date("date", date);
        Range range = range("from", from, "to", to);
        return new Range(day.or(range::from), day.or(range::to));
    }

    static void absent(String name, List<String> values, String reason) {
        if (!values.isEmpty()) {
            throw invalid(name, String.join(", ", values), reason + "; leave one of them out");
        }
    }

    static LocalDate required(String name, Optional<LocalDate> value, String companion) {
        return value.orElseThrow(() -> new OrchestratorException(
                ErrorCode.INVALID_PARAMETER,
                "Cannot read parameter " + companion + ": it goes with " + name + ", which is missing; give both"));
    }

    /** In upper or lower case. */
    public static Optional<RunState.Name> state(String name, List<String> values) {
        return oneOf(name, values, RunState.Name.class);
    }

    /** The id of a run, as it stands in its path. */
    public static Optional<RunId> run(String name, List<String> values) {
        return single(name, values).map(text -> {
            if (!RunId.isOne(text)) {
                throw invalid(name, text, "it is no run's id; take next_cursor of the page before");
            }
            return new RunId(text);
        });
    }

    /** The header's value. */
    static Optional<String> idempotencyKey(List<String> values) {
        return single("Idempotency-Key", values).map(text -> {
            if (!text.matches("[\\x21-\\x7e]{1,255}")) {
                throw invalid("Idempotency-Key", text, "it is not 1 to 255 visible characters; use for example a UUID");
            }
            return text;
        });
    }

    /** Any text but an empty one. */
    static Optional<String> text(String name, List<String> values) {
        return matching(name, values, "(?s).*\\S.*", "Ahri");
    }

    /**
     * Text of a pattern; empty when it is absent.
     *
     * @param example of what the pattern asks for
     */
    public static Optional<String> matching(String name, List<String> values, String pattern, String example) {
        return single(name, values).map(text -> {
            if (!text.matches(pattern)) {
                throw invalid(name, text, "it is none; write for example " + example);
            }
            return text;
        });
    }

    /** From 0 on; empty when it is absent. */
    static OptionalInt wholeNumber(String name, List<String> values, int max) {
        return single(name, values).stream()
                .mapToInt(text -> {
                    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > max) {
                        throw invalid(name, text, "it is not a number from 0 to " + max + "; write for example 100");
                    }
                    return Integer.parseInt(text);
                })
                .findFirst();
    }

    /** Nothing else may stand in the query: a misspelt filter would filter nothing. */
    public static void noneBut(Collection<String> known, Collection<String> given) {
        for (String name : given) {
            if (!known.contains(name)) {
                throw new OrchestratorException(
                        ErrorCode.INVALID_PARAMETER,
                        "Cannot read parameter " + name + ": there is none of this name; use one of " + known);
            }
        }
    }

    private static Optional<String> single(String name, List<String> values) {
        if (values.size() > 1) {
            throw invalid(name, String.join(", ", values), "it is given " + values.size() + " times; give it once");
        }
        return values.stream().findFirst();
    }

    private static OrchestratorException invalid(String name, String value, String reason) {
        return new OrchestratorException(
                ErrorCode.INVALID_PARAMETER, "Cannot read parameter " + name + "=" + value + ": " + reason);
    }
}
