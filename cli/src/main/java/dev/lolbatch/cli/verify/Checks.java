package dev.lolbatch.cli.verify;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.lolbatch.cli.deployment.CassandraSessions;
import dev.lolbatch.cli.deployment.Deployment;
import dev.lolbatch.cli.deployment.KafkaClient;
import dev.lolbatch.cli.deployment.LakeClient;
import dev.lolbatch.cli.deployment.Opened;
import dev.lolbatch.cli.deployment.Stores;
import dev.lolbatch.lake.Lake;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that is verified of a deployment, with the clients that it shares. */
final class Checks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checks.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

    private final Opened<KafkaClient> kafka;
    private final Opened<FileSystem> files;
    private final Opened<Lake> lake;
    private final Opened<CqlSession> cassandra;
    private final List<Check> all;

    /** @param standstill how long the lake may take no record while some wait */
    Checks(Deployment deployment, Duration standstill, Clock clock) {
        Stores stores = deployment.stores();
        this.kafka = new Opened<>(() -> KafkaClient.open(stores));
        this.files = new Opened<>(() ->
                FileSystem.newInstance(URI.create(stores.lake().location()), Lake.hadoopConfiguration(stores.lake())));
        this.lake = new Opened<>(() -> LakeClient.open(stores.lake()));
        this.cassandra = new Opened<>(() -> CassandraSessions.open(stores.cassandra()));
        this.all = Stream.of(
                        new KafkaChecks(stores, kafka).all(),
                        new LakeChecks(stores.lake(), files, lake, clock).all(),
                        new CassandraChecks(stores.cassandra(), cassandra).all(),
                        new ServiceChecks(deployment, lake).all(),
                        new FreshnessChecks(deployment, kafka, lake, new Patience(standstill)).all())
                .flatMap(List::stream)
                .toList();
    }

    /** As {@link Verification#run}. */
    Map<String, Finding> run(Duration limit, Verification.Listener listener) {
        try (Verification verification = new Verification(limit)) {
            return verification.run(all, listener);
        }
    }

    /** A server that hangs would hold this up as well; what is open then ends with the process. */
    @Override
    public void close() {
        Thread closing =
                new Thread(() -> Stream.of(kafka, files, lake, cassandra).forEach(Checks::close), "close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Opened<?> client) {
        try {
            client.close();
        } catch (Exception e) {
            LOG.debug("Cannot close a client; it ends with the process", e);
        }
    }
}
