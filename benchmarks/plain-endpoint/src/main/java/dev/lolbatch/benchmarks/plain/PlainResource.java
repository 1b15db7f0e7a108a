package dev.lolbatch.benchmarks.plain;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Returns the bytes of a file, read once. */
@Singleton
@Path("/")
public final class PlainResource {
    private final byte[] constant;

    PlainResource(@ConfigProperty(name = "plain.body") java.nio.file.Path body) throws IOException {
        this.constant = Files.readAllBytes(body);
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    public byte[] constant() {
        return constant;
    }
}
