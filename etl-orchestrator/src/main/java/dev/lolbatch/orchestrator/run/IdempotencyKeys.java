package dev.lolbatch.orchestrator.run;

/** Keys by which clients say that a request is the one they have sent before. They are kept for a day. */
public interface IdempotencyKeys {
    /**
     * What a key stands for.
     *
     * @param request what was asked for, in words that are equal for equal requests
     * @param run the id that a run for it has, or would have
     */
    record Use(String request, RunId run) {}

    /**
     * Binds the key to this use, unless it is bound already.
     *
     * @return the use that it is bound to
     */
    Use bind(String key, Use use);
}
