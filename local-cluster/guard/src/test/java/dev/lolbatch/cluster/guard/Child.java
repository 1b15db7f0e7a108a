package dev.lolbatch.cluster.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs for ever; says by files when it runs and when its shutdown hook runs; the hook hangs when told so. */
public final class Child {
    private Child() {}

    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args[0]);
        String hook = args[1];
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            touch(folder.resolve("hook-ran"));
            if (hook.equals("hangs")) {
                await();
            }
        }));
        touch(folder.resolve("running"));
        await();
    }

    private static void await() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
