package dev.lolbatch.ingest.match.json;

/** A value of another type than its field has. */
public final class UnexpectedTypeException extends JsonException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final JsonToken found;
    private final String expected;

    UnexpectedTypeException(JsonToken found, String expected) {
        this("", found, expected);
    }

    private UnexpectedTypeException(String path, JsonToken found, String expected) {
        super("Cannot read field " + path + ": found " + found + ", expected " + expected);
        this.path = path;
        this.found = found;
        this.expected = expected;
    }

    /**
     * The same, seen from one level further out: whoever reads an object or array says where in it the value stands, so
     * that the path costs nothing while all is well.
     */
    UnexpectedTypeException within(Object fieldOrIndex) {
        return new UnexpectedTypeException("/" + fieldOrIndex + path, found, expected);
    }
}
