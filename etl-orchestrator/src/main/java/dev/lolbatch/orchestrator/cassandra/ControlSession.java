package dev.lolbatch.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.OptionsMap;
import com.datastax.oss.driver.api.core.config.TypedDriverOption;
import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;

/**
 * Makes the session of the control plane, with the settings of the one that serves reads but for their limit: a lease that waits
 * behind a burst of reads is lost. Whatever uses it is bounded by its threads.
 */
final class ControlSession {
    @Produces
    @Singleton
    CompletionStage<CqlSession> session(CompletionStage<QuarkusCqlSession> reads) {
        return reads.thenCompose(session -> besides(session));
    }

    static CompletionStage<CqlSession> besides(CqlSession reads) {
        OptionsMap unlimited = new OptionsMap();
        unlimited.put(TypedDriverOption.REQUEST_THROTTLER_CLASS, "PassThroughRequestThrottler");
        return CqlSession.builder()
                .withConfigLoader(DriverConfigLoader.compose(
                        DriverConfigLoader.fromMap(unlimited),
                        reads.getContext().getConfigLoader()))
                .withClassLoader(ControlSession.class.getClassLoader())
                .buildAsync();
    }

    void close(@Disposes CompletionStage<CqlSession> session) {
        session.thenAccept(CqlSession::close);
    }
}
