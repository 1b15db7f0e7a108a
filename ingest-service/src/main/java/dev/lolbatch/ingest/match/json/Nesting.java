package dev.lolbatch.ingest.match.json;

/** The objects and arrays around a position, a bit each. */
final class Nesting {
    /** A match has ten levels at most; a text with more than this is an attack or an accident. */
    static final int MAX_DEPTH = 1000;

    private final long[] objects = new long[MAX_DEPTH / Long.SIZE + 1];
    private int depth;

    int depth() {
        return depth;
    }

    void enterObject(int position) throws MalformedJsonException {
        enter(position);
        objects[depth / Long.SIZE] |= bit();
    }

    void enterArray(int position) throws MalformedJsonException {
        enter(position);
        objects[depth / Long.SIZE] &= ~bit();
    }

    void leave() {
        depth--;
    }

    /** Whether the innermost one is an object, not an array. */
    boolean inObject() {
        return (objects[depth / Long.SIZE] & bit()) != 0;
    }

    char closingBracket() {
        return inObject() ? '}' : ']';
    }

    private void enter(int position) throws MalformedJsonException {
        if (depth == MAX_DEPTH) {
            throw MalformedJsonException.at(position, "Nested deeper than " + MAX_DEPTH + " levels");
        }
        depth++;
    }

    // A shift counts modulo the size of a long.
    private long bit() {
        return 1L << depth;
    }
}
