package dev.lolbatch.ingest.dlq;

import java.util.Locale;

/**
 * An error as RFC 9457 has it.
 *
 * @param code what clients decide by; it never changes
 * @param detail what happened this time, and what to do
 */
record DlqProblem(String code, String title, int status, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";

    static DlqProblem of(DlqException failure) {
        DlqException.Code code = failure.code();
        return new DlqProblem(
                code.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                code.title(),
                code.status(),
                failure.getMessage());
    }
}
