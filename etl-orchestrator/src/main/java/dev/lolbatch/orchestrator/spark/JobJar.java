package dev.lolbatch.orchestrator.spark;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the job's jar is. */
public sealed interface JobJar {
    /** As {@code spark-submit} takes it. */
    String resource();

    /** What keeps it from being used, as far as it can be seen here; empty when nothing does. */
    Optional<String> fault();

    /** A path, which is a file of this machine, or a URI, which is looked at by Spark only. */
    static JobJar parse(String text) {
        return text.matches("[a-zA-Z][a-zA-Z0-9+.-]*:/.*")
                ? new Remote(URI.create(text))
                : new OnDisk(Path.of(text).toAbsolutePath());
    }

    /** A file of this machine. */
    record OnDisk(Path path) implements JobJar {
        @Override
        public String resource() {
            return path.toString();
        }

        @Override
        public Optional<String> fault() {
            return Files.isReadable(path)
                    ? Optional.empty()
                    : Optional.of("Cannot start jobs: " + path
                            + " is no readable file; build spark-job or set etl.spark.job-jar to its jar");
        }
    }

    /** Something that the driver's machine finds: {@code local:///…} in its image, or {@code hdfs://…} and the like. */
    record Remote(URI uri) implements JobJar {
        @Override
        public String resource() {
            return uri.toString();
        }

        @Override
        public Optional<String> fault() {
            return Optional.empty();
        }

        boolean isOnTheDriversDisk() {
            return uri.getScheme().equalsIgnoreCase("local");
        }
    }
}
