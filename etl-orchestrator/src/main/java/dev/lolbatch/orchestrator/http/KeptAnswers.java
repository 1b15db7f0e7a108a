package dev.lolbatch.orchestrator.http;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Answers in the bytes that are sent. Each is made once; who asks for it meanwhile waits for the same. Thread-safe. */
@Singleton
public final class KeptAnswers {
    private static final int KEPT_BYTES = 64 << 20;

    private final AsyncCache<Object, byte[]> made = Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES)
            .weigher((Object key, byte[] answer) -> answer.length)
            .buildAsync();

    /**
     * What was made under the key, or is made now; what fails is not kept.
     *
     * @param key all that the answer depends on, equal for equal ones
     */
    public Uni<byte[]> answer(Object key, Supplier<Uni<byte[]>> making) {
        return Uni.createFrom()
                .completionStage(
                        () -> made.get(key, (any, executor) -> making.get().subscribeAsCompletionStage()))
                .onFailure(CompletionException.class)
                .transform(Throwable::getCause);
    }
}
