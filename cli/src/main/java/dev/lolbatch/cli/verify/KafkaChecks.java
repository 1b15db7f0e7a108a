package dev.lolbatch.cli.verify;

import dev.lolbatch.cli.deployment.KafkaClient;
import dev.lolbatch.cli.deployment.Opened;
import dev.lolbatch.cli.deployment.Stores;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
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

    private final Stores stores;
    private final Opened<KafkaClient> kafka;

    KafkaChecks(Stores stores, Opened<KafkaClient> kafka) {
        this.stores = stores;
        this.kafka = kafka;
    }

    List<Check> all() {
        String subject = "Kafka at " + stores.kafkaBootstrap();
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
                        "let this user describe topic " + stores.topic(),
                        () -> findTopic(stores.topic())),
                new Check(
                        "dead-letter-topic",
                        List.of(KAFKA),
                        subject,
                        "let this user describe topic " + stores.dlqTopic(),
                        () -> findTopic(stores.dlqTopic())),
                new Check(
                        "consumer-group",
                        List.of(TOPIC),
                        subject,
                        "let this user describe group " + stores.group(),
                        REBALANCE.limit(),
                        this::findReaders));
    }

    private String findBrokers() throws Exception {
        KafkaClient.Cluster cluster = kafka.client().cluster();
        return "%s answers: cluster %s, %s"
                .formatted(stores.kafkaBootstrap(), cluster.id(), Counted.of(cluster.brokers(), "broker"));
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
        String group = stores.group();
        TopicDescription topic = client.topic(stores.topic()).orElseThrow();
        Optional<ConsumerGroupDescription> found = REBALANCE.first(
                () -> client.group(group), now -> !isRebalancing(now) && isReadWholeOrByNobody(topic, now));
        if (isRebalancing(found)) {
            throw new CheckFailedException(
                    "consumer group %s has been rebalancing for %d s"
                            .formatted(group, REBALANCE.limit().toSeconds()),
                    "see the logs of ingest-service: an instance does not answer the group's coordinator");
        }
        Set<Integer> unread = unread(topic, found);
        int members = found.map(one -> one.members().size()).orElse(0);
        if (members == 0) {
            throw new CheckFailedException("consumer group %s has no member".formatted(group), "start ingest-service");
        }
        if (!unread.isEmpty()) {
            throw new CheckFailedException(
                    "nobody in consumer group %s reads partitions %s of topic %s"
                            .formatted(group, unread, stores.topic()),
                    "see the logs of ingest-service; another program may be a member of its group");
        }
        SortedMap<Integer, Long> committed = client.committed(group, topic.name());
        return "%s: %s, %s to go"
                .formatted(
                        group,
                        Counted.of(members, "member"),
                        Counted.of(
                                Lag.between(committed, client.beginnings(topic), client.ends(topic))
                                        .total(),
                                "record"));
    }

    private static boolean isRebalancing(Optional<ConsumerGroupDescription> group) {
        return group.filter(one -> REBALANCING.contains(one.groupState())).isPresent();
    }

    /** Between two rebalances of a cooperative group some partitions are nobody's for a moment. */
    private static boolean isReadWholeOrByNobody(TopicDescription topic, Optional<ConsumerGroupDescription> group) {
        return group.filter(one -> !one.members().isEmpty()).isEmpty()
                || unread(topic, group).isEmpty();
    }

    private static Set<Integer> unread(TopicDescription topic, Optional<ConsumerGroupDescription> group) {
        Set<Integer> unread = new TreeSet<>();
        topic.partitions().forEach(partition -> unread.add(partition.partition()));
        group.stream()
                .flatMap(one -> one.members().stream())
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .filter(partition -> partition.topic().equals(topic.name()))
                .forEach(partition -> unread.remove(partition.partition()));
        return unread;
    }
}
