package dev.lolbatch.orchestrator.lake;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * Where a log lies: {@code 2026/01/20260113T101500123Z-7f3a9c.log}, by the month in which its run was requested. While it is
 * written its name begins with a dot.
 */
record ArchivePath(String name) {
    private static final Pattern NAME = Pattern.compile("(\\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])T[\\w.-]+");
    private static final Pattern FILE = Pattern.compile("\\.?(" + NAME.pattern() + ")\\.(log|tmp)");
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    ArchivePath {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Cannot archive a log as \"" + name
                    + "\": it does not begin with its run's time; use the id of a run, such as"
                    + " 20260113T101500123Z-7f3a9c");
        }
    }

    /** What a file of the archive is the log of; empty for a file that is no log, which is not the archive's. */
    static Optional<ArchivePath> ofFile(String fileName) {
        Matcher matcher = FILE.matcher(fileName);
        return matcher.matches() ? Optional.of(new ArchivePath(matcher.group(1))) : Optional.empty();
    }

    Path under(String location) {
        return new Path(folder(location), name + ".log");
    }

    /** Another one each time: two replicas may store the same log. */
    Path temporaryUnder(String location) {
        return new Path(folder(location), "." + name + "." + UUID.randomUUID() + ".tmp");
    }

    boolean isBefore(LocalDate day) {
        return name.substring(0, 8).compareTo(DAY.format(day)) < 0;
    }

    private Path folder(String location) {
        return new Path(location + "/" + name.substring(0, 4) + "/" + name.substring(4, 6));
    }
}
