package dev.lolbatch.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
}
