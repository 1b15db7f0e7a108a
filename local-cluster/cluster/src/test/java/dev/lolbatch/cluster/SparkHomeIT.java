package dev.lolbatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.spark.launcher.SparkLauncher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkHomeIT {
    @TempDir
    Path folder;

    private Path jar;
    private Path output;

    @BeforeEach
    void packProbe() throws IOException {
        String entry = Probe.class.getName().replace('.', '/') + ".class";
        jar = folder.resolve("a probe.jar");
        output = folder.resolve("output");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream content = Probe.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            content.transferTo(out);
        }
    }

    @Test
    void launcherRunsTheMainClassWithTheDriversMemoryAndOptions() throws Exception {
        // When
        int status = run(SparkHome.locate());

        // Then
        assertThat(output).content().contains("arguments=ends|a b\n", "property=c d\n", "max_memory=304087040\n");
        assertThat(status).isZero();
    }

    @Test
    void homeMayLieInAFolderWithSpacesAndBehindASymbolicLink() throws Exception {
        // Given
        Path home = folder.resolve("a home");
        Files.createDirectories(home.resolve("bin"));
        Files.createSymbolicLink(home.resolve("jars"), SparkHome.locate().resolve("jars"));
        Files.createSymbolicLink(home.resolve("conf"), SparkHome.locate().resolve("conf"));
        Files.copy(SparkHome.locate().resolve("bin/spark-submit"), home.resolve("bin/real spark-submit"));
        Files.createSymbolicLink(home.resolve("bin/spark-submit"), Path.of("real spark-submit"));
        Path link = Files.createSymbolicLink(folder.resolve("a link"), home);

        // When
        int status = run(link);

        // Then
        assertThat(output).content().contains("arguments=ends|a b\n");
        assertThat(status).isZero();
    }

    @Test
    void failureOfTheMainClassIsTheExitCode() throws Exception {
        // When
        int status = launcher(SparkHome.locate(), "fails").launch().waitFor();

        // Then
        assertThat(output).content().contains("told to fail");
        assertThat(status).isEqualTo(1);
    }

    @Test
    void wrongOptionIsToldAndFails() throws Exception {
        // When
        Process process = new ProcessBuilder(
                        SparkHome.locate().resolve("bin/spark-submit").toString(), "--no-such-option")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        // Then
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(output).content().contains("Unrecognized option: --no-such-option");
    }

    @Test
    void destroyingTheProcessEndsTheDriver() throws Exception {
        // Given
        Process process = launcher(SparkHome.locate(), "stays").launch();
        await().until(() -> Files.readString(output).contains("folder="));

        // When
        process.destroyForcibly();

        // Then
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.descendants()).isEmpty();
    }

    private int run(Path home) throws Exception {
        return launcher(home, "ends").launch().waitFor();
    }

    private SparkLauncher launcher(Path home, String behaviour) {
        return new SparkLauncher()
                .setSparkHome(home.toString())
                .setMaster("local[1]")
                .setMainClass(Probe.class.getName())
                .setAppResource(jar.toString())
                .addAppArgs(behaviour, "a b")
                .setConf(SparkLauncher.DRIVER_MEMORY, "300m")
                .setConf(SparkLauncher.DRIVER_EXTRA_JAVA_OPTIONS, "-XX:+UseSerialGC '-Dprobe.property=c d'")
                .redirectError()
                .redirectOutput(output.toFile());
    }
}
