package dev.lolbatch.orchestrator;

import dev.lolbatch.cluster.LocalCluster;
import dev.lolbatch.cluster.Server;
import dev.lolbatch.lake.LakeSettings;
import dev.lolbatch.orchestrator.lake.LakeFixture;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A real Cassandra, a real lake in a folder with the first 28 days of 2026, and jobs that wait for the test. */
public final class ServersResource implements QuarkusTestResourceLifecycleManager {
    private LocalCluster cluster;

    @Override
    public Map<String, String> start() {
        Path folder = temporaryFolder();
        cluster = LocalCluster.builder()
                .dataDir(folder.resolve("cluster"))
                .logDir(Path.of("target", "local-cluster", "quarkus"))
                .servers(Set.of(Server.CASSANDRA))
                .start();
        LakeSettings lake = LakeFixture.in(folder);
        for (int day = 1; day <= 28; day++) {
            LakeFixture.register(lake, LocalDate.of(2026, 1, day));
        }
        FakeSparkHome spark = FakeSparkHome.create(folder.resolve("spark"));
        Map<String, String> config = new HashMap<>();
        config.put(
                "quarkus.cassandra.contact-points",
                "127.0.0.1:" + cluster.cassandraAddress().getPort());
        config.put("quarkus.cassandra.local-datacenter", cluster.cassandraDatacenter());
        config.put("lake.catalog-uri", lake.catalogUri());
        config.put("lake.location", lake.location());
        config.put("etl.spark.home", spark.home().toString());
        config.put("etl.spark.job-jar", spark.jobJar().toString());
        config.put("etl.log-dir", folder.resolve("logs").toString());
        config.put("etl.runs.queue-capacity", "2");
        config.put("etl.runs.poll-interval", "50ms");
        config.put("etl.runs.stop-grace", "2S");
        return config;
    }

    @Override
    public void stop() {
        cluster.close();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "servers").toAbsolutePath()), "it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
