package dev.lolbatch.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NativeLz4Test {
    @Test
    void kafkaDecompressesNativelyUnderAClassLoaderThatIsNotTheJvms() throws Exception {
        // Given the classes of the service, loaded as Quarkus loads them: not by the JVM's own loader
        try (URLClassLoader loader = new URLClassLoader(classpath(), ClassLoader.getPlatformClassLoader())) {
            assertThat(fastestLz4(loader)).contains("Java");

            // When
            Method load = loader.loadClass(NativeLz4.class.getName()).getDeclaredMethod("load");
            load.setAccessible(true);
            load.invoke(null);

            // Then
            assertThat(fastestLz4(loader)).contains("JNI");
        }
    }

    private static String fastestLz4(ClassLoader loader) throws ReflectiveOperationException {
        Object factory = loader.loadClass("net.jpountz.lz4.LZ4Factory")
                .getMethod("fastestInstance")
                .invoke(null);
        return factory.getClass()
                .getMethod("safeDecompressor")
                .invoke(factory)
                .getClass()
                .getSimpleName();
    }

    private static URL[] classpath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> url(Path.of(entry)))
                .toArray(URL[]::new);
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("Cannot put " + entry + " on a class path", e);
        }
    }
}
