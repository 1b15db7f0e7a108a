package dev.lolbatch.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** Reads which class {@code java -jar} would run. */
final class ExecutableJar {
    private ExecutableJar() {}

    static String mainClass(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String mainClass =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            if (mainClass == null) {
                throw new ClusterException("Cannot run %s: its manifest names no Main-Class".formatted(jar));
            }
            return mainClass;
        } catch (IOException e) {
            throw new ClusterException("Cannot run %s: %s; build it first".formatted(jar, e), e);
        }
    }
}
