package dev.lolbatch.cli.backup;

import dev.lolbatch.cli.CommandException;
import dev.lolbatch.cli.deployment.FailureText;
import java.util.concurrent.Callable;

/** Calls servers that may not answer, and says so. */
final class Answered {
    private Answered() {}

    /**
     * What a call answers.
     *
     * @param action what it does, behind "Cannot"
     * @throws CommandException when it throws anything else
     */
    static <T> T of(String action, Callable<T> call) {
        try {
            return call.call();
        } catch (CommandException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("Cannot %s: interrupted".formatted(action), e);
        } catch (Exception e) {
            throw CommandException.unreachable(
                    "Cannot %s: %s; ./lolbatch verify says what is wrong with it".formatted(action, FailureText.of(e)),
                    e);
        }
    }
}
