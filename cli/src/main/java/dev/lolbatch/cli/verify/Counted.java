package dev.lolbatch.cli.verify;

/** A number of things, as people write it. */
final class Counted {
    private Counted() {}

    static String of(long number, String thing) {
        return number == 1 ? "1 " + thing : number + " " + thing + "s";
    }
}
