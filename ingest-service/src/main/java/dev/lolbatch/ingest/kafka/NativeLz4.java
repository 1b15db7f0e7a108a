package dev.lolbatch.ingest.kafka;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import net.jpountz.lz4.LZ4Factory;
import org.jboss.logging.Logger;

/**
 * Loads LZ4's native library before Kafka asks for a decompressor. Under a class loader that is not the JVM's own, such as
 * Quarkus's, {@link LZ4Factory#fastestInstance} settles for the slowest Java version unless the library is loaded already:
 * a third of the CPU of the thread that polls.
 */
@ApplicationScoped
class NativeLz4 {
    private static final Logger LOG = Logger.getLogger(NativeLz4.class);

    // Before the connector's consumer, whose first LZ4 batch decides.
    void load(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        load();
    }

    static void load() {
        try {
            LZ4Factory.nativeInstance();
        } catch (LinkageError e) {
            LOG.warnf(
                    "Cannot load LZ4's native library: %s; LZ4 is decompressed in Java, with more CPU", e.getMessage());
        }
    }
}
