package dev.lolbatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.spark.launcher.SparkLauncher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkHomeIT {
    /** The JVM archives no class of a jar whose path has a blank. */
    private static final String NAME_THAT_CAN_BE_ARCHIVED = "probe.jar";

    @TempDir
    Path folder;

    private Path jar;
    private Path archive;
    private Path output;
    private Path loadedClasses;

    @BeforeEach
    void packProbe() throws IOException {
        String entry = Probe.class.getName().replace('.', '/') + ".class";
        jar = folder.resolve("a probe.jar");
        archive = folder.resolve("a probe.jsa");
        output = folder.resolve("output");
        loadedClasses = folder.resolve("classes");
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

    @Test
    void takesClassesFromTheArchiveBesideTheJarAlsoUnderTheGuard() throws Exception {
        // Given
        jar = Files.move(jar, folder.resolve(NAME_THAT_CAN_BE_ARCHIVED));
        assertThat(archiveClasses()).isZero();

        // When
        int status = launcher(SparkHome.locate(), "ends", "'-javaagent:" + JvmProcessBuilder.guardJar() + "'")
                .launch()
                .waitFor();

        // Then
        assertThat(loadedClasses).content().contains("dev.lolbatch.cluster.Probe source: shared objects file");
        assertThat(output).content().startsWith("arguments=ends|a b\nproperty=c d\n");
        assertThat(status).isZero();
    }

    @Test
    void leavesTheArchiveWhereOtherJarsAreGiven() throws Exception {
        // Given: the application sees those through Spark's class loader only, behind its own jar.
        jar = Files.move(jar, folder.resolve(NAME_THAT_CAN_BE_ARCHIVED));
        assertThat(archiveClasses()).isZero();

        // When
        int status = launcher(SparkHome.locate(), "ends")
                .addJar(Files.copy(jar, folder.resolve("other.jar")).toString())
                .launch()
                .waitFor();

        // Then
        assertThat(loadedClasses).content().contains("dev.lolbatch.cluster.Probe source: file:");
        assertThat(status).isZero();
    }

    @Test
    void takesNoArgumentForTheApplication() throws Exception {
        // Given
        Path argument = Files.copy(jar, folder.resolve("argument.jar"));
        Files.writeString(folder.resolve("argument.jsa"), "an archive");

        // When
        int status = launcher(SparkHome.locate(), "ends")
                .addAppArgs(argument.toString())
                .launch()
                .waitFor();

        // Then
        assertThat(output).content().startsWith("arguments=ends|a b|" + argument + "\n");
        assertThat(status).isZero();
    }

    @Test
    void ignoresAnArchiveOfAnotherJarAndSaysNothing() throws Exception {
        // Given
        jar = Files.move(jar, folder.resolve(NAME_THAT_CAN_BE_ARCHIVED));
        assertThat(archiveClasses()).isZero();
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));

        // When
        int status = run(SparkHome.locate());

        // Then
        assertThat(loadedClasses).content().contains("dev.lolbatch.cluster.Probe source: file:");
        assertThat(output).content().startsWith("arguments=ends|a b\n").doesNotContain("warning");
        assertThat(status).isZero();
    }

    @Test
    void ignoresAFileThatIsNoArchiveAndSaysNothing() throws Exception {
        // Given
        Files.writeString(archive, "no archive");

        // When
        int status = run(SparkHome.locate());

        // Then
        assertThat(output).content().startsWith("arguments=ends|a b\n").doesNotContain("warning");
        assertThat(status).isZero();
    }

    @Test
    void anArchiveThatCannotBeMadeLeavesTheOneThatIsThereAndNothingElse() throws Exception {
        // Given
        Files.writeString(archive, "the one that is there");

        // When
        int status = archiveClasses(folder.resolve("no list"));

        // Then
        assertThat(output)
                .content()
                .contains("Cannot archive the classes of " + jar + ": see the lines above; without an archive");
        assertThat(status).isEqualTo(1);
        assertThat(archive).hasContent("the one that is there");
        assertThat(folder).isDirectoryNotContaining("glob:**/.a probe*");
    }

    private int archiveClasses() throws Exception {
        String listed = "java/lang/Object\n" + Probe.class.getName().replace('.', '/') + "\n";
        return archiveClasses(Files.writeString(folder.resolve("list"), listed));
    }

    private int archiveClasses(Path list) throws Exception {
        return new ProcessBuilder(
                        SparkHome.locate().resolve("bin/archive-classes").toString(), jar.toString(), list.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
    }

    private int run(Path home) throws Exception {
        return launcher(home, "ends").launch().waitFor();
    }

    private SparkLauncher launcher(Path home, String behaviour, String... options) {
        return new SparkLauncher()
                .setSparkHome(home.toString())
                .setMaster("local[1]")
                .setMainClass(Probe.class.getName())
                .setAppResource(jar.toString())
                .addAppArgs(behaviour, "a b")
                .setConf(SparkLauncher.DRIVER_MEMORY, "300m")
                .setConf(
                        SparkLauncher.DRIVER_EXTRA_JAVA_OPTIONS,
                        "-XX:+UseSerialGC '-Dprobe.property=c d' '-Xlog:class+load:file=" + loadedClasses + "' "
                                + String.join(" ", options))
                .redirectError()
                .redirectOutput(output.toFile());
    }
}
