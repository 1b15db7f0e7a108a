package dev.lolbatch.cli.verify;

/** What a check has found. */
sealed interface Finding {
    /** As people and programs read it. */
    String word();

    /** In a line. */
    String text();

    /** Whether something answered. */
    default boolean isAnAnswer() {
        return true;
    }

    /**
     * It works.
     *
     * @param found what there is
     */
    record Passed(String found) implements Finding {
        @Override
        public String word() {
            return "PASSED";
        }

        @Override
        public String text() {
            return found;
        }
    }

    /** It does not. */
    record Failed(String wrong, String remedy) implements Finding {
        @Override
        public String word() {
            return "FAILED";
        }

        @Override
        public String text() {
            return wrong + "; " + remedy;
        }
    }

    /** A failure to be told like any other; but nobody was there to say what is wrong. */
    record Unreachable(String wrong, String remedy) implements Finding {
        @Override
        public String word() {
            return "FAILED";
        }

        @Override
        public String text() {
            return wrong + "; " + remedy;
        }

        @Override
        public boolean isAnAnswer() {
            return false;
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
