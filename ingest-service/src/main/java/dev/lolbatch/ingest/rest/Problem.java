package dev.lolbatch.ingest.rest;

import java.util.Locale;

/**
 * An error as RFC 9457 has it.
 *
 * @param code what clients decide by; it never changes
 * @param detail what happened this time, and what to do
 */
public record Problem(String code, String title, int status, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ProblemException failure) {
        ProblemCode code = failure.code();
        return new Problem(
                code.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                code.title(),
                code.status(),
                failure.getMessage());
    }
}
