package dev.lolbatch.cluster.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** Formats the log folder of a broker when it is new, then runs the broker, both in this JVM. */
public final class KafkaServer {
    private KafkaServer() {}

    /**
     * Runs the broker until this JVM is told to end.
     *
     * @param args the broker's {@code server.properties}; its {@code log.dirs} names one folder
     * @throws IOException when the file cannot be read or the log folder not be formatted
     */
    public static void main(String[] args) throws IOException {
        Path settings = Path.of(args[0]);
        if (Files.notExists(logFolder(settings).resolve("meta.properties"))) {
            format(settings);
        }
        Kafka.main(args);
    }

    private static Path logFolder(Path settings) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(settings)) {
            properties.load(reader);
        }
        return Path.of(properties.getProperty("log.dirs"));
    }

    private static void format(Path settings) throws IOException {
        String[] command = {
            "format",
            "--cluster-id",
            Uuid.randomUuid().toString(),
            "--config",
            settings.toString(),
            // A crash while formatting leaves a part of the files behind.
            "--ignore-formatted"
        };
        int status = StorageTool.execute(command, System.out);
        if (status != 0) {
            throw new IOException("Cannot format the log folder of " + settings + ": the storage tool returned "
                    + status + "; its output is above");
        }
    }
}
