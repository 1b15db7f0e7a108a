package dev.lolbatch.cli.verify;

import dev.lolbatch.cli.deployment.FailureText;
import dev.lolbatch.cli.verify.Finding.Failed;
import dev.lolbatch.cli.verify.Finding.Passed;
import dev.lolbatch.cli.verify.Finding.Unreachable;
import java.time.Duration;
import java.util.List;

/**
 * One thing that is found out.
 *
 * @param name of one word, that others need it by
 * @param needs checks before it without which it cannot find out anything; none for one that finds out whether somebody is there
 * @param subject what it asks, for people
 * @param patience how long it may wait on purpose, on top of the time that an answer may take
 * @param remedy what mends a failure that does not say it itself
 */
record Check(String name, List<String> needs, String subject, String remedy, Duration patience, Look look) {
    /** Does the thing. */
    @FunctionalInterface
    interface Look {
        /**
         * Finds it out.
         *
         * @return what was found
         * @throws CheckFailedException when it is wrong
         * @throws Exception when it cannot be found out
         */
        String look() throws Exception;
    }

    Check {
        needs = List.copyOf(needs);
    }

    /** One that does not wait. */
    Check(String name, List<String> needs, String subject, String remedy, Look look) {
        this(name, needs, subject, remedy, Duration.ZERO, look);
    }

    /** Does the thing; an exception is a finding. */
    Finding run() {
        try {
            return new Passed(look.look());
        } catch (CheckFailedException e) {
            return new Failed(e.getMessage(), e.remedy());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unanswered("was interrupted");
        } catch (Exception e) {
            return unanswered(FailureText.of(e));
        }
    }

    /** @param reason why nothing was found out */
    Finding unanswered(String reason) {
        String wrong = subject + ": " + reason;
        return needs.isEmpty() ? new Unreachable(wrong, remedy) : new Failed(wrong, remedy);
    }
}
