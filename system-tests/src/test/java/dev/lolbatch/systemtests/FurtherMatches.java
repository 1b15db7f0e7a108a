package dev.lolbatch.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lolbatch.cluster.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Matches from files, for people who have real ones: {@code -Dlolbatch.matches=/folder} names a folder of {@code *.json},
 * each a match or an array of matches. Without it there are none.
 */
final class FurtherMatches {
    private static final String PROPERTY = "lolbatch.matches";
    private static final ObjectMapper JSON = new ObjectMapper();

    private FurtherMatches() {}

    static List<byte[]> read() throws IOException {
        String folder = System.getProperty(PROPERTY, "");
        List<byte[]> matches = new ArrayList<>();
        if (folder.isEmpty()) {
            return matches;
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JsonNode content = JSON.readTree(file.toFile());
                for (JsonNode match : content.isArray() ? content : List.of(content)) {
                    matches.add(JSON.writeValueAsBytes(match));
                }
            }
        }
        return matches;
    }

    static void send(List<byte[]> matches, String bootstrap, SentRecords sent)
            throws InterruptedException, ExecutionException {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (byte[] match : matches) {
                sent.sent(
                        match,
                        producer.send(new ProducerRecord<>(LocalCluster.TOPIC, match))
                                .get());
            }
        }
    }
}
