package dev.lolbatch.cluster;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A broker and its controller in one JVM. It is ready when the project's topics exist.
 *
 * @param dataDir the broker's own folder
 */
record KafkaLauncher(ProjectHome home, Path dataDir, int port) implements Launcher {
    private static final short ONE_REPLICA = 1;
    private static final List<NewTopic> TOPICS = List.of(
            new NewTopic(LocalCluster.TOPIC, 3, ONE_REPLICA),
            // A dead letter is its record and some headers, and may have lost its compression: it is larger.
            new NewTopic(LocalCluster.DLQ_TOPIC, 1, ONE_REPLICA).configs(Map.of("max.message.bytes", "20971520")));

    @Override
    public JvmProcessBuilder prepare() throws IOException {
        Files.createDirectories(dataDir);
        Path settings = dataDir.resolve("server.properties");
        try (Writer writer = Files.newBufferedWriter(settings)) {
            settings().store(writer, null);
        }
        return JvmProcess.mainClass("kafka", "dev.lolbatch.cluster.kafka.KafkaServer", home.classpath(Server.KAFKA))
                .jvmOptions("-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .arguments(settings.toString());
    }

    @Override
    public boolean isReady() throws IOException {
        // The admin client logs a warning for each attempt in vain; a plain connection does not.
        if (!LoopbackPorts.answers(port)) {
            return false;
        }
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        try (Admin admin = Admin.create(settings)) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = TOPICS.stream()
                    .filter(Predicate.not(topic -> existing.contains(topic.name())))
                    .toList();
            admin.createTopics(missing).all().get();
            return true;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Cannot create the topics: interrupted");
        }
    }

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    private Properties settings() {
        // Nobody but the broker itself knows its controller's port, so it need not stay the same.
        int controllerPort = LoopbackPorts.free(1).get(0);
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                "1",
                "listeners",
                "PLAINTEXT://%s,CONTROLLER://127.0.0.1:%d".formatted(bootstrap(), controllerPort),
                "advertised.listeners",
                "PLAINTEXT://" + bootstrap(),
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.listener.names",
                "CONTROLLER",
                "controller.quorum.voters",
                "1@127.0.0.1:" + controllerPort,
                "log.dirs",
                dataDir.resolve("logs").toString()));
        settings.putAll(Map.of(
                "auto.create.topics.enable", "false",
                // Matches of years ago may come with timestamps of years ago.
                "log.retention.ms", "-1",
                "group.initial.rebalance.delay.ms", "0",
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "3",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "3",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1"));
        settings.putAll(Map.of(
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                // A test that kills a consumer waits for the end of its session.
                "group.min.session.timeout.ms", "1000",
                // The default of 128 MiB would be half of the heap.
                "log.cleaner.dedupe.buffer.size", "4194304"));
        return settings;
    }
}
