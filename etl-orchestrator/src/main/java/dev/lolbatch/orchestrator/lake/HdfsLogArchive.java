package dev.lolbatch.orchestrator.lake;

import dev.lolbatch.lake.Lake;
import dev.lolbatch.orchestrator.logs.LogArchive;
import dev.lolbatch.orchestrator.logs.StoredLog;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs in a folder of a Hadoop file system, a subfolder a month. A log is written under a temporary name and renamed, so that
 * who finds it finds all of it. Files whose names are not the archive's are left alone.
 */
public final class HdfsLogArchive implements LogArchive, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HdfsLogArchive.class);

    /** A long log takes its time, and nobody waits for it to be stored. */
    private static final Duration STORE_TIMEOUT = Duration.ofMinutes(5);

    /** Readers of logs hold a thread only while a piece is read. */
    private static final int MAX_WAITING = 16;

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM", Locale.ROOT);

    private final ArchiveSettings settings;
    private final Clock clock;
    private final BoundedCalls calls;
    private Optional<FileSystem> opened = Optional.empty();

    /** Opens nothing yet. */
    public HdfsLogArchive(ArchiveSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.calls = new BoundedCalls(
                "the archive of logs at " + settings.location(),
                "check that HDFS is up, and etl.log-archive",
                MAX_WAITING);
    }

    @Override
    public void store(String name, java.nio.file.Path localFile) {
        ArchivePath path = new ArchivePath(name);
        if (!Files.isReadable(localFile)) {
            throw new IllegalArgumentException("Cannot archive log " + name + ": " + localFile
                    + " is no file that can be read; store it before it is removed");
        }
        boolean stored = calls.call(STORE_TIMEOUT, () -> store(path, localFile));
        if (stored) {
            LOG.info("Log archived: run_id={} path={}", name, path.under(settings.location()));
        }
    }

    @Override
    public Optional<StoredLog> find(String name) {
        Path file = new ArchivePath(name).under(settings.location());
        return calls.call(settings.timeout(), () -> size(file))
                .map(size -> new HdfsLog(calls, settings.timeout(), this::fileSystem, file, size));
    }

    @Override
    public int removeExpired() {
        LocalDate limit = LocalDate.ofInstant(clock.instant().minus(settings.retention()), ZoneOffset.UTC);
        int removed = 0;
        for (FileStatus year : list(new Path(settings.location()))) {
            for (FileStatus month : monthsUpTo(limit, year)) {
                removed += removeBefore(limit, month);
                removeIfEmpty(month);
                removeIfEmpty(year);
            }
        }
        if (removed > 0) {
            LOG.info("Logs removed from the archive: files={} before={}", removed, limit);
        }
        return removed;
    }

    @Override
    public void close() throws IOException {
        calls.close();
        Optional<FileSystem> fileSystem;
        synchronized (this) {
            fileSystem = opened;
        }
        if (fileSystem.isPresent()) {
            fileSystem.get().close();
        }
    }

    private boolean store(ArchivePath path, java.nio.file.Path localFile) throws IOException {
        FileSystem files = fileSystem();
        Path target = path.under(settings.location());
        long size = Files.size(localFile);
        Optional<Long> present = size(target);
        if (present.equals(Optional.of(size))) {
            return false;
        }
        Path temporary = path.temporaryUnder(settings.location());
        try {
            try (OutputStream out = files.create(temporary, false)) {
                Files.copy(localFile, out);
            }
            if (present.isPresent()) {
                files.delete(target, false);
            }
            if (!files.rename(temporary, target) && !size(target).equals(Optional.of(size))) {
                throw new IOException("The file system refuses to rename " + temporary + " to " + target);
            }
            return true;
        } finally {
            // Nothing is there once it is renamed; it is when another replica was faster.
            files.delete(temporary, false);
        }
    }

    private List<FileStatus> monthsUpTo(LocalDate limit, FileStatus year) {
        String yearName = year.getPath().getName();
        if (!year.isDirectory() || !yearName.matches("\\d{4}")) {
            return List.of();
        }
        return list(year.getPath()).stream()
                .filter(FileStatus::isDirectory)
                .filter(month -> month.getPath().getName().matches("\\d{2}"))
                .filter(month -> (yearName + month.getPath().getName()).compareTo(MONTH.format(limit)) <= 0)
                .toList();
    }

    private int removeBefore(LocalDate limit, FileStatus month) {
        int removed = 0;
        for (FileStatus file : list(month.getPath())) {
            boolean expired = ArchivePath.ofFile(file.getPath().getName())
                    .filter(log -> log.isBefore(limit))
                    .isPresent();
            if (expired && remove(file)) {
                removed++;
            }
        }
        return removed;
    }

    private void removeIfEmpty(FileStatus folder) {
        if (list(folder.getPath()).isEmpty()) {
            remove(folder);
        }
    }

    private boolean remove(FileStatus file) {
        return calls.call(settings.timeout(), () -> fileSystem().delete(file.getPath(), false));
    }

    private Optional<Long> size(Path file) throws IOException {
        try {
            return Optional.of(fileSystem().getFileStatus(file).getLen());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private List<FileStatus> list(Path folder) {
        return calls.call(settings.timeout(), () -> {
            try {
                return List.of(fileSystem().listStatus(folder));
            } catch (FileNotFoundException e) {
                return List.of();
            }
        });
    }

    private synchronized FileSystem fileSystem() throws IOException {
        if (opened.isEmpty()) {
            // Not the shared one, which whoever closes it closes for the lake, too.
            opened = Optional.of(FileSystem.newInstance(
                    new Path(settings.location()).toUri(), Lake.hadoopConfiguration(settings.lake())));
        }
        return opened.get();
    }
}
