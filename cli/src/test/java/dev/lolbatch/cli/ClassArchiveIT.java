package dev.lolbatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that the build makes of the command's classes, and the list that it is made of. */
class ClassArchiveIT {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path LIST = Path.of("src/main/class-archive/classes.list.gz");
    /** Where a new list goes; set by {@code make cli-classes}. */
    private static final String LIST_PROPERTY = "lolbatch.cli.class-list";
    /** Comments, and classes that are made anew, under new names, in each run. */
    private static final Predicate<String> NOT_LISTED =
            Pattern.compile("^#|^$|/\\$Proxy|^jdk/internal/reflect/Generated").asPredicate();
    /** What is not in the archive: picocli's lambdas and proxies, whose class files are of a version that is not archived. */
    private static final double READ_FROM_JARS = 0.1;

    @TempDir
    private Path folder;

    private FakeOrchestrator fake;

    @BeforeEach
    void start() throws Exception {
        String figures =
                """
                "games_played": 9, "win_rate": 55.56, "win_rate_low": 26.67, "win_rate_high": 81.10, "pick_rate": 12.50,\
                 "avg_kills": 7.00, "avg_deaths": 3.11, "avg_assists": 5.22, "avg_kda": 3.90, "avg_gpm": 412.30,\
                 "avg_dpm": 730.01, "avg_cspm": 7.10""";
        fake = new FakeOrchestrator()
                .on(
                        "GET /stats/champions",
                        200,
                        "{\"basis\": {\"published_at\": \"2026-01-14T10:00:00Z\", \"first_date\": \"2026-01-13\","
                                + " \"last_date\": \"2026-01-13\", \"dates\": 1, \"matches\": 9, \"participants\": 90},"
                                + " \"champions\": [{\"champion_name\": \"Ahri\", " + figures + "}]}")
                .on("GET /etl/runs?limit=20", 200, "{\"runs\": []}")
                .on("GET /etl/dates", 200, "{\"dates\": []}");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private Ended lolbatch(List<String> options, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of(
                "-Dlolbatch.home=" + folder, "-cp", TARGET.resolve("cli.jar").toString(), "dev.lolbatch.cli.Lolbatch"));
        command.addAll(List.of(arguments));
        return Ended.of(new ProcessBuilder(command), folder);
    }

    @Test
    void takesNearlyAllClassesFromTheArchive() throws Exception {
        // Given
        Path loaded = folder.resolve("loaded");

        // When
        Ended ended = lolbatch(
                List.of("-XX:SharedArchiveFile=" + TARGET.resolve("cli.jsa"), "-Xlog:class+load:file=" + loaded),
                "stats",
                "champions",
                "--url",
                fake.address().toString());

        // Then
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        List<String> classes = Files.readAllLines(loaded);
        assertThat(classes).anyMatch(line -> line.contains(Lolbatch.class.getName() + " source: shared objects"));
        assertThat((double) classes.stream()
                                .filter(line -> !line.contains("source: shared objects"))
                                .count()
                        / classes.size())
                .as("share of classes that are read from jars; make cli-classes lists what is loaded now")
                .isLessThan(READ_FROM_JARS);
    }

    @Test
    void loadsNearlyNothingThatIsNotListed() throws Exception {
        // Given
        Set<String> loaded = new TreeSet<>();

        // When
        loaded.addAll(loadedBy("--help"));
        for (List<String> words :
                List.of(List.of("stats", "champions"), List.of("etl", "list"), List.of("lake", "dates"))) {
            loaded.addAll(
                    loadedBy(words.get(0), words.get(1), "--url", fake.address().toString()));
        }

        // Then
        write(
                loaded,
                Path.of(System.getProperty(
                        LIST_PROPERTY, folder.resolve("new.gz").toString())));
        Set<String> known = Set.copyOf(read(LIST));
        assertThat((double) loaded.stream()
                                .filter(line -> !known.contains(line))
                                .count()
                        / loaded.size())
                .as("share of classes that are not listed; make cli-classes lists what is loaded now")
                .isLessThan(READ_FROM_JARS);
    }

    private List<String> loadedBy(String... arguments) throws Exception {
        Path list = Files.createTempFile(folder, "classes", "");
        Ended ended = lolbatch(List.of("-Xshare:off", "-XX:DumpLoadedClassList=" + list), arguments);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return Files.readAllLines(list).stream().filter(NOT_LISTED.negate()).toList();
    }

    private static List<String> read(Path list) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(list))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static void write(Set<String> lines, Path list) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(list))) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
