package dev.lolbatch.cli.verify;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The data files that the current snapshot of a table refers to: lengths by name and by folder, since a listing of a folder costs
 * no more than asking for a file.
 */
record DataFiles(SortedMap<Path, Map<String, Long>> folders) {
    static DataFiles of(Table table) throws IOException {
        SortedMap<Path, Map<String, Long>> folders = new TreeMap<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                Path path = new Path(task.file().location());
                folders.computeIfAbsent(path.getParent(), folder -> new HashMap<>())
                        .put(path.getName(), task.file().fileSizeInBytes());
            }
        }
        return new DataFiles(folders);
    }

    /** @param location as the table has it */
    boolean contains(String location) {
        Path path = new Path(location);
        return folders.getOrDefault(path.getParent(), Map.of()).containsKey(path.getName());
    }

    int count() {
        return folders.values().stream().mapToInt(Map::size).sum();
    }

    /** Those that are not on the file system, or not of their length, each with what is wrong with it. */
    List<String> missing(FileSystem files) throws IOException {
        List<String> missing = new ArrayList<>();
        for (Map.Entry<Path, Map<String, Long>> folder : folders.entrySet()) {
            Map<String, Long> there = lengths(files, folder.getKey());
            folder.getValue().forEach((name, length) -> {
                Long found = there.get(name);
                String path = folder.getKey().toUri().getPath() + "/" + name;
                if (found == null) {
                    missing.add(path);
                } else if (!found.equals(length)) {
                    missing.add("%s has %d bytes instead of %d".formatted(path, found, length));
                }
            });
        }
        return missing;
    }

    private static Map<String, Long> lengths(FileSystem files, Path folder) throws IOException {
        Map<String, Long> lengths = new HashMap<>();
        try {
            RemoteIterator<FileStatus> listing = files.listStatusIterator(folder);
            while (listing.hasNext()) {
                FileStatus file = listing.next();
                lengths.put(file.getPath().getName(), file.getLen());
            }
        } catch (FileNotFoundException noFolder) {
            return Map.of();
        }
        return lengths;
    }
}
