package dev.lolbatch.cli;

import java.net.URI;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Addresses of services as people type them. */
public final class Addresses {
    private Addresses() {}

    /**
     * Lets addresses of services pass.
     *
     * @throws ParameterException when it is none of a service, and the command has been called wrongly
     */
    public static void requireHttp(String option, URI address, CommandSpec command) {
        boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!isHttp || address.getHost() == null) {
            throw new ParameterException(
                    command.commandLine(),
                    "Cannot use %s %s: it is no address of a service; write it like http://127.0.0.1:8080"
                            .formatted(option, address));
        }
    }

    /**
     * What lies below a service, which may itself be at a path of its host.
     *
     * @param path with its query
     */
    public static URI below(URI service, String path) {
        return URI.create(service.toString().replaceFirst("/+$", "") + path);
    }
}
