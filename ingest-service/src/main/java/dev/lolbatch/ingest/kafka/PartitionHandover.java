package dev.lolbatch.ingest.kafka;

import dev.lolbatch.ingest.batch.BatchLoop;
import dev.lolbatch.ingest.config.IngestConfig;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** What a rebalance means: partitions come at the lake's offsets, go with what is in flight, or are gone already. */
@ApplicationScoped
@Identifier(MatchConsumer.CHANNEL)
public class PartitionHandover implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(PartitionHandover.class);

    private final BatchLoop loop;
    private final LakePlacement placement;
    private final KafkaGroupOffsets groupOffsets;
    private final IngestConfig config;

    PartitionHandover(BatchLoop loop, LakePlacement placement, KafkaGroupOffsets groupOffsets, IngestConfig config) {
        this.loop = loop;
        this.placement = placement;
        this.groupOffsets = groupOffsets;
        this.config = config;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        placement.place(consumer, partitions);
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        loop.release(numbers(partitions), config.revokeTimeout());
        placement.forget(partitions);
        groupOffsets.forget(numbers(partitions));
        LOG.infof("Released partitions=%s", partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        loop.lose(numbers(partitions));
        placement.forget(partitions);
        groupOffsets.forget(numbers(partitions));
        LOG.warnf("Lost partitions=%s: the group went on without this consumer", partitions);
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).toList();
    }
}
