package dev.lolbatch.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lolbatch.cli.deployment.Deployment;
import dev.lolbatch.cli.deployment.KafkaClient;
import dev.lolbatch.cli.deployment.Opened;
import dev.lolbatch.cli.deployment.Stores;
import dev.lolbatch.lake.Lake;
import dev.lolbatch.lake.LakeOffsets;
import dev.lolbatch.lake.LakeWatermarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.apache.kafka.clients.admin.TopicDescription;

/** Whether what was sent comes into the lake, and what is in the lake is published. */
final class FreshnessChecks {
    private final Stores stores;
    private final ServiceClient orchestrator;
    private final Opened<KafkaClient> kafka;
    private final Opened<Lake> lake;
    private final Patience standstill;

    /** @param standstill how long the lake may take no record while some wait */
    FreshnessChecks(Deployment deployment, Opened<KafkaClient> kafka, Opened<Lake> lake, Patience standstill) {
        this.stores = deployment.stores();
        this.orchestrator = new ServiceClient(deployment.orchestrator());
        this.kafka = kafka;
        this.lake = lake;
        this.standstill = standstill;
    }

    List<Check> all() {
        return List.of(
                new Check(
                        "lake-offsets",
                        List.of(KafkaChecks.TOPIC, LakeChecks.TABLE),
                        "the lake's offsets",
                        "see the log of ingest-service",
                        this::compareOffsets),
                new Check(
                        "lake-fresh",
                        List.of("lake-offsets"),
                        "the lake's offsets",
                        "see the log of ingest-service",
                        standstill.limit(),
                        this::awaitRecords),
                new Check(
                        "views-fresh",
                        List.of(ServiceChecks.ORCHESTRATOR, CassandraChecks.CASSANDRA, LakeChecks.TABLE),
                        "the dates of etl-orchestrator",
                        "see its log",
                        this::comparePublished));
    }

    /** What ingest-service finds out for itself before it reads. */
    private String compareOffsets() throws Exception {
        KafkaClient client = kafka.client();
        TopicDescription topic = client.topic(stores.topic()).orElseThrow();
        // In this order: each of them moves only away from the one before it.
        SortedMap<Integer, Long> group = client.committed(stores.group(), topic.name());
        SortedMap<Integer, Long> beginnings = client.beginnings(topic);
        Map<String, String> properties = lake.client().table().properties();
        SortedMap<Integer, Long> ends = client.ends(topic);
        String id = properties.get(LakeOffsets.topicIdProperty(topic.name()));
        if (id != null && !id.equals(topic.topicId().toString())) {
            throw new CheckFailedException(
                    "the lake's offsets count in a topic %s of id %s, and Kafka's is %s: it was deleted and created anew"
                            .formatted(topic.name(), id, topic.topicId()),
                    "ingest the new one under another name, or remove the table's ingest.* properties of this topic");
        }
        SortedMap<Integer, Long> next = LakeOffsets.of(topic.name(), properties).next();
        for (int partition : ends.keySet()) {
            new OffsetPlacement(
                            partition,
                            offset(next, partition),
                            offset(group, partition),
                            beginnings.get(partition),
                            ends.get(partition))
                    .requireSafe(stores.next());
        }
        return "the lake stands at %s, behind nothing that Kafka has forgotten and ahead of its group".formatted(next);
    }

    private static OptionalLong offset(SortedMap<Integer, Long> offsets, int partition) {
        Long offset = offsets.get(partition);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    private String awaitRecords() throws Exception {
        KafkaClient client = kafka.client();
        TopicDescription topic = client.topic(stores.topic()).orElseThrow();
        SortedMap<Integer, Long> beginnings = client.beginnings(topic);
        SortedMap<Integer, Long> ends = client.ends(topic);
        Lag before = Lag.between(lakeOffsets(), beginnings, ends);
        Lag stuck = standstill.first(() -> before.untouched(lakeOffsets()), lag -> lag.total() == 0);
        if (stuck.total() > 0) {
            throw new CheckFailedException(
                    "of %s in %s the lake has taken none for %d s"
                            .formatted(
                                    Counted.of(stuck.total(), "record"),
                                    stuck.waiting().size() == 1
                                            ? "partition " + stuck.waiting().firstKey()
                                            : "partitions " + stuck.waiting().keySet(),
                                    standstill.limit().toSeconds()),
                    "see the log of ingest-service; where its batches may be older than that, raise --standstill");
        }
        String newest =
                client.newest(topic).map(time -> ", the newest of " + time).orElse("");
        return before.total() == 0
                ? "the lake has every record%s%s".formatted(newest, until())
                : "the lake is %s behind%s, and takes them%s"
                        .formatted(Counted.of(before.total(), "record"), newest, until());
    }

    private SortedMap<Integer, Long> lakeOffsets() throws Exception {
        return LakeOffsets.of(stores.topic(), lake.client().table().properties())
                .next();
    }

    private String until() throws Exception {
        return LakeWatermarks.of(stores.topic(), lake.client().table().properties())
                .lowest()
                .map(time -> "; it is whole until " + time)
                .orElse("");
    }

    /** Dates that still fill are told; one whose end is in the lake must be published as the lake has it. */
    private String comparePublished() throws Exception {
        List<String> behind = new ArrayList<>();
        List<String> days = new ArrayList<>();
        int filling = 0;
        int fresh = 0;
        for (JsonNode date : orchestrator.get("/etl/dates?limit=10000").path("dates")) {
            String state = date.path("state").asText();
            if (state.equals("FRESH")) {
                fresh++;
            } else if (date.path("complete").asBoolean()) {
                days.add(date.path("date").asText());
                behind.add(date.path("date").asText() + " " + state);
            } else {
                filling++;
            }
        }
        if (!behind.isEmpty()) {
            throw new CheckFailedException(
                    "%s of the lake %s not published as the lake has it: %s%s"
                            .formatted(
                                    Counted.of(behind.size(), "date"),
                                    behind.size() == 1 ? "is" : "are",
                                    behind.get(0),
                                    behind.size() == 1 ? "" : ", …"),
                    "run them: "
                            + stores.next()
                                    .ofOrchestrator("etl run --from %s --to %s --select stale"
                                            .formatted(days.get(days.size() - 1), days.get(0))));
        }
        return "%s published as the lake has them%s"
                .formatted(
                        Counted.of(fresh, "date"),
                        filling == 0 ? "" : ", and %s that still fills".formatted(Counted.of(filling, "date")));
    }
}
