package dev.lolbatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An answer to a request for long work: a line each as it goes on, the last of which says how it ended.
 *
 * @param cutOff what people are told when it ends in the middle of the work, after some line or none
 * @param done how far the work has come that fails
 */
record AnswerLines<L extends AnswerLines.Line>(
        RestApi api, Class<L> type, Function<Optional<L>, String> cutOff, Function<L, String> done) {
    /** A line of it. */
    interface Line {
        /** {@code RUNNING, DONE, FAILED}. */
        String state();

        Optional<Problem> problem();

        default boolean isLast() {
            return !state().equals("RUNNING");
        }
    }

    record Problem(int status, String detail) {}

    /**
     * Reads to the end.
     *
     * @param told each line as it comes
     * @return the last line
     */
    L follow(RestApi.Response response, Consumer<L> told) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            return follow(lines.lines().filter(line -> !line.isBlank()).iterator(), told);
        } catch (IOException e) {
            throw api.unreachable(e);
        }
    }

    private L follow(Iterator<String> lines, Consumer<L> told) {
        Optional<L> last = Optional.empty();
        try {
            while (last.filter(Line::isLast).isEmpty() && lines.hasNext()) {
                last = Optional.of(api.part(lines.next()).as(type));
                told.accept(last.get());
            }
        } catch (UncheckedIOException e) {
            throw CommandException.unreachable(cutOff.apply(last), e);
        }
        Optional<L> before = last;
        L end = last.filter(Line::isLast).orElseThrow(() -> CommandException.unreachable(cutOff.apply(before), null));
        end.problem().ifPresent(problem -> {
            throw RestApi.refused(problem.status(), "%s (%s)".formatted(problem.detail(), done.apply(end)));
        });
        return end;
    }
}
