package dev.lolbatch.cli.verify;

/** A check found what must not be, and knows what to do. */
final class CheckFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param wrong what is wrong
     * @param remedy what mends it
     */
    CheckFailedException(String wrong, String remedy) {
        super(wrong);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
