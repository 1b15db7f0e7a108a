package dev.lolbatch.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The root folder of the project, named by the system property {@code lolbatch.home}, and what a build puts there. */
public final class ProjectHome {
    public static final String PROPERTY = "lolbatch.home";

    private final Path root;

    private ProjectHome(Path root) {
        this.root = root;
    }

    /**
     * The project that this process belongs to.
     *
     * @throws ClusterException when the property is not set or does not name a folder
     */
    public static ProjectHome locate() {
        String home = System.getProperty(PROPERTY);
        if (home == null || !Files.isDirectory(Path.of(home))) {
            throw new ClusterException(
                    "Cannot find the project: the system property %s is '%s'; set it to the root folder of the project"
                            .formatted(PROPERTY, home));
        }
        return at(Path.of(home));
    }

    /** The project in a folder. */
    public static ProjectHome at(Path root) {
        return new ProjectHome(root.toAbsolutePath().normalize());
    }

    public Path root() {
        return root;
    }

    /**
     * A file or folder that the build makes.
     *
     * @param path relative to the root
     * @throws ClusterException when it has not been built
     */
    public Path built(String path) {
        Path file = root.resolve(path);
        if (Files.notExists(file)) {
            throw new ClusterException(
                    "Cannot find %s: it has not been built; run 'mvn -q -Dquick package' in %s".formatted(file, root));
        }
        return file;
    }

    /** The class path of a server, without classes of this project. */
    List<Path> dependencies(Server server) {
        Path file = built("local-cluster/" + server.folder() + "/target/classpath");
        try {
            return Arrays.stream(Files.readString(file).strip().split(File.pathSeparator))
                    .map(Path::of)
                    .toList();
        } catch (IOException e) {
            throw new ClusterException("Cannot read the class path of " + server + " from " + file, e);
        }
    }

    /** The class path of a server whose main class is the project's own. */
    List<Path> classpath(Server server) {
        Path jar = built("local-cluster/%1$s/target/%1$s-server.jar".formatted(server.folder()));
        return Stream.concat(Stream.of(jar), dependencies(server).stream()).toList();
    }

    Path serverConf(Server server) {
        return root.resolve("local-cluster").resolve(server.folder()).resolve("conf");
    }
}
