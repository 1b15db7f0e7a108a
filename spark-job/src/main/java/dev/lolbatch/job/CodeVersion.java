package dev.lolbatch.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/**
 * The version of the code that runs, recorded with whatever it computes: the release, and a digest of what decides figures, so
 * that two builds of a snapshot release are told apart when it matters and not otherwise.
 */
final class CodeVersion {
    private static final List<Class<?>> DECIDES_FIGURES = List.of(
            ChampionNames.class,
            Cube.class,
            Cube.Builder.class,
            CubeKey.class,
            CubePart.class,
            DayTotals.class,
            ExactDecimal.class,
            Features.class,
            LakeColumns.class,
            LakeMatch.class,
            MatchClock.class,
            Measure.class,
            Participant.class,
            ParticipantColumns.class,
            ParticipantStatements.class,
            ParticipantWriting.class,
            Positions.class,
            RemovalRule.class,
            Sums.class,
            Texts.class);

    private static final int DIGITS = 8;

    private CodeVersion() {}

    /** Such as {@code 0.1.0+1a2b3c4d}. */
    static String read() {
        Properties properties = new Properties();
        try (InputStream resource = CodeVersion.class.getResourceAsStream("job.properties")) {
            properties.load(resource);
            return properties.getProperty("version") + "+" + digest();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the version of the job's jar", e);
        }
    }

    private static String digest() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Class<?> type : DECIDES_FIGURES) {
                String name = type.getName();
                update(digest, name.substring(name.lastIndexOf('.') + 1) + ".class");
            }
            update(digest, "champions.txt");
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, String resource) throws IOException {
        try (InputStream in = CodeVersion.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the jar has no " + resource);
            }
            digest.update(in.readAllBytes());
        }
    }
}
