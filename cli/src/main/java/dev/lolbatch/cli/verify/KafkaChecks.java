package dev.lolbatch.cli.verify;

import dev.lolbatch.cli.deployment.Deployment;
import dev.lolbatch.cli.deployment.KafkaClient;
import dev.lolbatch.cli.deployment.Opened;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartitionInfo;

/** Whether Kafka is there, with both topics, and ingest-service reads all of its partitions. */
final class KafkaChecks {
    static final String KAFKA = "kafka";
    static final String TOPIC = "topic";

    /** A rebalance of ingest-service takes less, its last commits included. */
    private static final Patience REBALANCE = new Patience(Duration.ofSeconds(15));

    private static final Set<GroupState> REBALANCING = Set.of(
            GroupState.PREPARING_REBALANCE,
            GroupState.COMPLETING_REBALANCE,
            GroupState.ASSIGNING,
            GroupState.RECONCILING);

    private final Deployment deployment;
    private final Opened<KafkaClient> kafka;

    KafkaChecks(Deployment deployment, Opened<KafkaClient> kafka) {
        this.deployment = deployment;
        this.kafka = kafka;
    }

    List<Check> all() {
        String subject = "Kafka at " + deployment.kafkaBootstrap();
        return List.of(
                new Check(
                        KAFKA,
                        List.of(),
                        subject,
                        "start the broker, or say with --kafka where it is",
                        this::findBrokers),
                new Check(
                        TOPIC,
                        List.of(KAFKA),
                        subject,
                        "let this user describe topic " + deployment.topic(),
                        () -> findTopic(deployment.topic())),
                new Check(
                        "dead-letter-topic",
                        List.of(KAFKA),
                        subject,
                        "let this user describe topic " + deployment.dlqTopic(),
                        () -> findTopic(deployment.dlqTopic())),
                new Check(
                        "consumer-group",
                        List.of(TOPIC),
                        subject,
                        "let this user describe group " + deployment.group(),
                        REBALANCE.limit(),
                        this::findReaders));
    }

    private String findBrokers() throws Exception {
        KafkaClient.Cluster cluster = kafka.client().cluster();
        return "%s answers: cluster %s, %s"
                .formatted(deployment.kafkaBootstrap(), cluster.id(), Counted.of(cluster.brokers(), "broker"));
    }

    private String findTopic(String name) throws Exception {
        Optional<TopicDescription> topic = kafka.client().topic(name);
        if (topic.isEmpty()) {
            throw new CheckFailedException(
                    "there is no topic " + name, "create it: ingest-service reads and writes topics, and makes none");
        }
        List<TopicPartitionInfo> partitions = topic.get().partitions();
        String leaderless = partitions.stream()
                .filter(partition -> partition.leader() == null)
                .map(partition -> Integer.toString(partition.partition()))
                .collect(Collectors.joining(", "));
        if (!leaderless.isEmpty()) {
            throw new CheckFailedException(
                    "partitions without a leader in topic %s: %s".formatted(name, leaderless),
                    "bring back the brokers that hold them");
        }
        long behind = partitions.stream()
                .filter(one -> one.isr().size() < one.replicas().size())
                .count();
        return "%s has %s%s"
                .formatted(
                        name,
                        Counted.of(partitions.size(), "partition"),
                        behind == 0 ? "" : ", %d of them with a replica that is behind".formatted(behind));
    }

    private String findReaders() throws Exception {
        KafkaClient client = kafka.client();
        String group = deployment.group();
        TopicDescription topic = client.topic(deployment.topic()).orElseThrow();
        if (!REBALANCE.sees(() -> !isRebalancing(client.group(group)))) {
            throw new CheckFailedException(
                    "consumer group %s has been rebalancing for %d s"
                            .formatted(group, REBALANCE.limit().toSeconds()),
                    "see the logs of ingest-service: an instance does not answer the group's coordinator");
        }
        Optional<ConsumerGroupDescription> found =
                client.group(group).filter(one -> !one.members().isEmpty());
        if (found.isEmpty()) {
            throw new CheckFailedException("consumer group %s has no member".formatted(group), "start ingest-service");
        }
        Set<Integer> unread = unread(topic, found.get());
        if (!unread.isEmpty()) {
            throw new CheckFailedException(
                    "nobody in consumer group %s reads partitions %s of topic %s"
                            .formatted(group, unread, deployment.topic()),
                    "see the logs of ingest-service; another program may be a member of its group");
        }
        return "%s: %s, %s to go"
                .formatted(
                        group,
                        Counted.of(found.get().members().size(), "member"),
                        Counted.of(Lag.between(client.committed(group, topic.name()), client, topic), "record"));
    }

    private static boolean isRebalancing(Optional<ConsumerGroupDescription> group) {
        return group.filter(one -> REBALANCING.contains(one.groupState())).isPresent();
    }

    private static Set<Integer> unread(TopicDescription topic, ConsumerGroupDescription group) {
        Set<Integer> unread = new TreeSet<>();
        topic.partitions().forEach(partition -> unread.add(partition.partition()));
        group.members().forEach(member -> member.assignment().topicPartitions().stream()
                .filter(partition -> partition.topic().equals(topic.name()))
                .forEach(partition -> unread.remove(partition.partition())));
        return unread;
    }
}
