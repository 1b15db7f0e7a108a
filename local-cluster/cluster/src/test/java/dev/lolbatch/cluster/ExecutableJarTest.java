package dev.lolbatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutableJarTest {
    @TempDir
    Path folder;

    @Test
    void mainClassIsTheManifests() throws Exception {
        // Given
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "a.Main");

        // Then
        assertThat(ExecutableJar.mainClass(jar(manifest))).isEqualTo("a.Main");
    }

    @Test
    void jarWithoutMainClassIsRefused() throws Exception {
        // Given
        Path jar = jar(new Manifest());

        // Then
        assertThatThrownBy(() -> ExecutableJar.mainClass(jar))
                .isInstanceOf(ClusterException.class)
                .hasMessage("Cannot run " + jar + ": its manifest names no Main-Class");
    }

    @Test
    void missingJarIsNamed() {
        // Given
        Path jar = folder.resolve("none.jar");

        // Then
        assertThatThrownBy(() -> JvmProcess.jar("service", jar))
                .isInstanceOf(ClusterException.class)
                .hasMessage("Cannot run %s: java.nio.file.NoSuchFileException: %s; build it first", jar, jar);
    }

    private Path jar(Manifest manifest) throws IOException {
        Path jar = folder.resolve("service.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.finish();
        }
        return jar;
    }
}
