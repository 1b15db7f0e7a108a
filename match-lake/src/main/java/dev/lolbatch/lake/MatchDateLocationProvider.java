package dev.lolbatch.lake;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.io.LocationProvider;

/**
 * Puts every data file under {@code <location>/uuuu/MM/dd/matches_*}, by the match's own UTC date.
 *
 * <p>Iceberg finds it by class name in the table property {@code write.location-provider.impl}, so compaction keeps the
 * layout too; Spark needs this class on its classpath to write, not to read.
 */
public final class MatchDateLocationProvider implements LocationProvider {
    private static final long serialVersionUID = 1L;
    private static final String FILE_PREFIX = "matches_";

    private final String location;

    /** Called by Iceberg; the signature is its contract. */
    public MatchDateLocationProvider(String location, Map<String, String> properties) {
        this.location = location;
    }

    @Override
    public String newDataLocation(String fileName) {
        throw new IllegalArgumentException("Cannot place data file " + fileName
                + ": the lake's files belong to a match date; write it with its partition");
    }

    @Override
    public String newDataLocation(PartitionSpec spec, StructLike partition, String fileName) {
        return location + "/" + folder(LocalDate.ofEpochDay(partition.get(0, Integer.class))) + "/" + named(fileName);
    }

    /** Path of a date's folder below the table's location, such as {@code 2026/01/13}. */
    public static String folder(LocalDate matchDate) {
        return DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT).format(matchDate);
    }

    private static String named(String fileName) {
        return fileName.startsWith(FILE_PREFIX) ? fileName : FILE_PREFIX + fileName;
    }
}
