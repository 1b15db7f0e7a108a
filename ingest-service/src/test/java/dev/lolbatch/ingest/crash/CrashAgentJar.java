package dev.lolbatch.ingest.crash;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import net.bytebuddy.ByteBuddy;

/** Packs the agent into a jar that {@code -javaagent} takes. */
public final class CrashAgentJar {
    private static final List<Class<?>> CLASSES = List.of(
            CrashAgent.class,
            CrashAgent.Before.class,
            CrashAgent.After.class,
            Crash.class,
            CrashPoint.class,
            CrashPoint.Moment.class);

    private CrashAgentJar() {}

    /** The option of a JVM that is to die at the given hit of a crash point. */
    public static String option(Path jar, CrashPoint point, int hit) {
        return "-javaagent:" + jar + "=" + point + "=" + hit;
    }

    /** Writes the jar into a folder. */
    public static Path create(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", CrashAgent.class.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        attributes.putValue("Class-Path", byteBuddy());
        Path jar = folder.resolve("crash-agent.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Class<?> type : CLASSES) {
                String entry = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new ZipEntry(entry));
                try (InputStream bytes = type.getClassLoader().getResourceAsStream(entry)) {
                    bytes.transferTo(out);
                }
            }
            // The private record of the steps is a nested class that no literal can name from here.
            String steps = CrashPoint.class.getName().replace('.', '/') + "$Step.class";
            out.putNextEntry(new ZipEntry(steps));
            try (InputStream bytes = CrashPoint.class.getClassLoader().getResourceAsStream(steps)) {
                bytes.transferTo(out);
            }
        }
        return jar;
    }

    private static String byteBuddy() throws IOException {
        try {
            return ByteBuddy.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()
                    .toString();
        } catch (URISyntaxException e) {
            throw new IOException("Cannot find the jar of Byte Buddy", e);
        }
    }
}
