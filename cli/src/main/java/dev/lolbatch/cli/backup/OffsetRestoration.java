package dev.lolbatch.cli.backup;

import dev.lolbatch.cli.CommandException;
import dev.lolbatch.cli.Json;
import dev.lolbatch.cli.deployment.KafkaClient;
import dev.lolbatch.cli.deployment.LakeClient;
import dev.lolbatch.cli.deployment.Stores;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeOffsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/**
 * Sets a group's offsets back to those of a backup, where ingest-service can go on from: in the same topic, not behind its end,
 * and nowhere ahead of the lake, since such a group says that the lake lost commits.
 */
final class OffsetRestoration implements AutoCloseable {
    private final Stores stores;
    private final Answered answered;
    private final GroupBackup backup;
    private final KafkaClient kafka;

    private OffsetRestoration(Stores stores, GroupBackup backup, KafkaClient kafka) {
        this.stores = stores;
        this.answered = new Answered(stores.next());
        this.backup = backup;
        this.kafka = kafka;
    }

    /**
     * Of a backup.
     *
     * @param stores whose Kafka and lake count
     * @throws CommandException when the backup cannot be read, or Kafka has no address
     */
    static OffsetRestoration of(BackupFolder folder, Stores stores) {
        byte[] file = folder.read().get(GroupBackup.FILE);
        if (file == null) {
            throw CommandException.failed("Cannot read backup %s: its manifest has no %s; take another backup"
                    .formatted(folder.path(), GroupBackup.FILE));
        }
        Answered answered = new Answered(stores.next());
        return new OffsetRestoration(
                stores,
                answered.of(
                        "read " + folder.path().resolve(GroupBackup.FILE),
                        () -> Json.MAPPER.readValue(file, GroupBackup.class)),
                answered.of("use Kafka at " + stores.kafkaBootstrap(), () -> KafkaClient.open(stores)));
    }

    String group() {
        return backup.group();
    }

    /**
     * What would be done now, by partition.
     *
     * @throws CommandException when ingest-service could not go on from there
     */
    List<OffsetMove> plan() {
        LakeOffsets lake = answered.of("read the lake at " + stores.lake().location(), this::lakeOffsets);
        return answered.of("read offsets of Kafka at " + stores.kafkaBootstrap(), () -> plan(lake));
    }

    private LakeOffsets lakeOffsets() {
        try (Lake lake = LakeClient.open(stores.lake())) {
            return LakeOffsets.of(backup.topic(), lake.table().properties());
        }
    }

    private List<OffsetMove> plan(LakeOffsets lake) throws InterruptedException {
        TopicDescription topic = kafka.topic(backup.topic())
                .orElseThrow(() -> refused(
                        "Kafka has no topic " + backup.topic(), "name the Kafka that the backup is of with --kafka"));
        if (!topic.topicId().toString().equals(backup.topicId())) {
            throw refused(
                    "topic %s has the id %s now, and the backup is of the one with id %s: it was deleted and created anew, and offsets of the old one mean nothing in it"
                            .formatted(backup.topic(), topic.topicId(), backup.topicId()),
                    "let ingest-service begin the new topic at its first record");
        }
        SortedMap<Integer, Long> ends = kafka.ends(topic);
        backup.offsets().forEach((partition, offset) -> requireWithin(partition, offset, ends, lake));
        SortedMap<Integer, Long> now = kafka.committed(backup.group(), backup.topic());
        SortedSet<Integer> partitions = new TreeSet<>(now.keySet());
        partitions.addAll(backup.offsets().keySet());
        List<OffsetMove> moves = new ArrayList<>();
        partitions.forEach(partition -> moves.add(new OffsetMove(
                partition,
                Optional.ofNullable(now.get(partition)),
                Optional.ofNullable(backup.offsets().get(partition)))));
        return moves;
    }

    private void requireWithin(int partition, long offset, SortedMap<Integer, Long> ends, LakeOffsets lake) {
        if (offset > ends.getOrDefault(partition, 0L)) {
            throw refused(
                    "partition %d of topic %s ends at %d, before the backup's offset %d: the topic was truncated"
                            .formatted(partition, backup.topic(), ends.getOrDefault(partition, 0L), offset),
                    "restore the topic first");
        }
        // Without an offset of the lake, any of the group is ahead of it.
        if (lake.of(partition).isEmpty() || lake.of(partition).getAsLong() < offset) {
            throw refused(
                    "the lake %s, and the backup's offset is %d: a group ahead of its lake says that the lake lost commits, and ingest-service would not start"
                            .formatted(
                                    lake.of(partition).isEmpty()
                                            ? "has no offset of partition %d".formatted(partition)
                                            : "stands at %d in partition %d"
                                                    .formatted(
                                                            lake.of(partition).getAsLong(), partition),
                                    offset),
                    "restore the lake's catalog first, or take an older backup");
        }
    }

    /** Who is a member of the group, and keeps it from being changed; empty when nobody is. */
    Optional<String> members() {
        return answered.of("describe groups of Kafka at " + stores.kafkaBootstrap(), this::describeMembers);
    }

    private Optional<String> describeMembers() throws InterruptedException {
        return kafka.group(backup.group())
                .map(ConsumerGroupDescription::members)
                .filter(members -> !members.isEmpty())
                .map(members ->
                        members.stream().map(OffsetRestoration::name).sorted().collect(Collectors.joining(", ")));
    }

    /**
     * Does what is needed; again does nothing.
     *
     * @throws CommandException when the group has members, who would go on from where they are
     */
    void perform(List<OffsetMove> moves) {
        Optional<String> members = members();
        if (members.isPresent()) {
            throw hasMembers(members.get());
        }
        Map<Integer, Long> set = new TreeMap<>();
        List<Integer> removed = new ArrayList<>();
        moves.stream().filter(OffsetMove::isNeeded).forEach(move -> move.to()
                .ifPresentOrElse(offset -> set.put(move.partition(), offset), () -> removed.add(move.partition())));
        answered.of("set offsets of Kafka at " + stores.kafkaBootstrap(), () -> change(set, removed));
    }

    private OffsetRestoration change(Map<Integer, Long> set, List<Integer> removed) throws InterruptedException {
        try {
            if (!set.isEmpty()) {
                kafka.alter(backup.group(), backup.topic(), set);
            }
            if (!removed.isEmpty()) {
                kafka.remove(backup.group(), backup.topic(), removed);
            }
            return this;
        } catch (UnknownMemberIdException | GroupNotEmptyException | GroupSubscribedToTopicException e) {
            throw hasMembers("they have come just now");
        }
    }

    @Override
    public void close() {
        kafka.close();
    }

    private static String name(MemberDescription member) {
        return member.clientId() + " at " + member.host();
    }

    private CommandException hasMembers(String who) {
        return refused(
                "it has members: " + who,
                "stop every ingest-service, such as by kubectl scale deployment/ingest-service --replicas=0; one that was killed is"
                        + " a member for another 45 s");
    }

    private CommandException refused(String reason, String remedy) {
        return CommandException.failed(
                "Cannot restore the offsets of consumer group %s: %s; %s".formatted(backup.group(), reason, remedy));
    }
}
