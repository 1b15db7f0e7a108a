package dev.lolbatch.cli.verify;

import dev.lolbatch.cli.deployment.FailureText;
import dev.lolbatch.cli.verify.Finding.Failed;
import dev.lolbatch.cli.verify.Finding.Failed.Voice;
import dev.lolbatch.cli.verify.Finding.Passed;
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
            return new Failed(e.getMessage(), e.remedy(), Voice.SOMEBODY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unanswered("was interrupted", remedy);
        } catch (Throwable e) {
            // Also a class that is not there, or too little memory: a check that ends without a finding would end them
            // all.
            return unanswered(FailureText.of(e), remedy);
        }
    }

    /** It has not ended in time. */
    Finding late(Duration limit) {
        return unanswered("no answer within %d s".formatted(limit.toSeconds()), remedy + ", or raise --timeout");
    }

    private Finding unanswered(String reason, String mend) {
        return new Failed(subject + ": " + reason, mend, needs.isEmpty() ? Voice.NOBODY : Voice.SOMEBODY);
    }
}
