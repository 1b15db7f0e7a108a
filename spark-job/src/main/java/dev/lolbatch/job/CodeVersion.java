package dev.lolbatch.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the code that runs, recorded with each run. */
final class CodeVersion {
    private CodeVersion() {}

    static String read() {
        Properties properties = new Properties();
        try (InputStream resource = CodeVersion.class.getResourceAsStream("job.properties")) {
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read job.properties of the job's jar", e);
        }
        return properties.getProperty("version");
    }
}
