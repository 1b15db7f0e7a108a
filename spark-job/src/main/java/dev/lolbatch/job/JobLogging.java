package dev.lolbatch.job;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/** What is logged: the job's own progress, and warnings of everything else. */
final class JobLogging {
    private JobLogging() {}

    /** Leaves everything as it is where people have brought their own log4j2 configuration. */
    static void quiet() {
        if (System.getProperty("log4j2.configurationFile", System.getProperty("log4j.configurationFile")) == null) {
            Configurator.setRootLevel(Level.WARN);
            Configurator.setLevel("dev.lolbatch", Level.INFO);
        }
    }

    /** Nothing may speak after the job's last line. */
    static void silence() {
        Configurator.setAllLevels("", Level.OFF);
    }
}
