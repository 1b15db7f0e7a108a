package dev.lolbatch.orchestrator.lake;

import dev.lolbatch.orchestrator.logs.StoredLog;
import dev.lolbatch.orchestrator.logs.TailReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A log of the archive; none of its calls takes longer than the timeout. */
record HdfsLog(BoundedCalls calls, Duration timeout, Files files, Path file, long size) implements StoredLog {

    /** The file system, once it can be opened. */
    @FunctionalInterface
    interface Files {
        FileSystem open() throws IOException;
    }

    @FunctionalInterface
    private interface Reading {
        String read(TailReader reader) throws IOException;
    }

    @Override
    public String tail(int lines) {
        return reading(reader -> reader.lines(lines));
    }

    @Override
    public String tailBytes(int bytes) {
        return reading(reader -> reader.bytes(bytes));
    }

    @Override
    public InputStream open(long offset) {
        return new BoundedStream(calls, timeout, calls.call(timeout, () -> {
            FSDataInputStream in = files.open().open(file);
            // HDFS refuses places behind the end.
            in.seek(Math.min(offset, size));
            return in;
        }));
    }

    private String reading(Reading reading) {
        return calls.call(timeout, () -> {
            try (FSDataInputStream in = files.open().open(file)) {
                return reading.read(new TailReader(in::readFully, size));
            }
        });
    }
}
