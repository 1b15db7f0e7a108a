package dev.lolbatch.lake;

/** The catalog answers, but it does not hold the lake's table. */
public final class LakeNotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LakeNotFoundException(LakeSettings settings, Throwable cause) {
        super(
                "Cannot open the lake: table " + LakeSchema.TABLE + " is not in the catalog of " + settings.location()
                        + "; start ingest-service, which creates it, or correct lake.catalog-uri",
                cause);
    }
}
