package dev.lolbatch.cli.verify;

import java.util.Optional;

/** What a check has found. */
sealed interface Finding {
    /** As people and programs read it. */
    String word();

    /** In a line, without the remedy. */
    String text();

    /** What mends it; empty when nothing is to be mended here. */
    default Optional<String> remedy() {
        return Optional.empty();
    }

    /** Whether something answered. */
    boolean isAnAnswer();

    /**
     * It works.
     *
     * @param text what there is
     */
    record Passed(String text) implements Finding {
        @Override
        public String word() {
            return "PASSED";
        }

        @Override
        public boolean isAnAnswer() {
            return true;
        }
    }

    /**
     * It does not.
     *
     * @param voice whether somebody was there to say what is wrong
     */
    record Failed(String text, String mend, Voice voice) implements Finding {
        /** Who has answered. */
        enum Voice {
            SOMEBODY,
            NOBODY
        }

        @Override
        public String word() {
            return "FAILED";
        }

        @Override
        public Optional<String> remedy() {
            return Optional.of(mend);
        }

        @Override
        public boolean isAnAnswer() {
            return voice == Voice.SOMEBODY;
        }
    }

    /**
     * Not looked at.
     *
     * @param need the check without which this one can find out nothing
     */
    record Skipped(String need) implements Finding {
        @Override
        public String word() {
            return "SKIPPED";
        }

        @Override
        public String text() {
            return "not checked: it needs " + need;
        }

        @Override
        public boolean isAnAnswer() {
            return false;
        }
    }
}
