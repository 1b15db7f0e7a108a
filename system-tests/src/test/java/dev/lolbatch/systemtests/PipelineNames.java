package dev.lolbatch.systemtests;

import dev.lolbatch.cluster.LocalCluster;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** What a pipeline has to itself on the cluster that all test classes share; its lake is named after its topic. */
record PipelineNames(String topic, String groupId, String keyspace) {
    /** Those that the product has by itself, and the cluster the topics of. For one test class only. */
    static final PipelineNames DEFAULT = new PipelineNames(LocalCluster.TOPIC, "batch_consumer_group", "lol_data");

    private static final int PARTITIONS = 3;
    private static final short ONE_REPLICA = 1;

    /** Names of their own, whose topics are still to be created. */
    static PipelineNames of(String prefix) {
        return new PipelineNames(prefix + "_matches", prefix + "_group", prefix + "_data");
    }

    String dlqTopic() {
        return topic + "_dlq";
    }

    void createTopics(LocalCluster cluster) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.kafkaBootstrap()))) {
            admin.createTopics(List.of(
                            new NewTopic(topic, PARTITIONS, ONE_REPLICA), new NewTopic(dlqTopic(), 1, ONE_REPLICA)))
                    .all()
                    .get();
        }
    }
}
