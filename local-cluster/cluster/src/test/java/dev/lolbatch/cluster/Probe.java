package dev.lolbatch.cluster;

import java.util.concurrent.CountDownLatch;

/** A main class that says what it was started with, then ends or stays. */
public final class Probe {
    private Probe() {}

    public static void main(String[] args) throws InterruptedException {
        System.out.println("arguments=" + String.join("|", args));
        System.out.println("property=" + System.getProperty("probe.property"));
        System.out.println("variable=" + System.getenv("PROBE_VARIABLE"));
        System.out.println("max_memory=" + Runtime.getRuntime().maxMemory());
        System.out.println("folder=" + System.getProperty("user.dir"));
        if (args[0].equals("fails")) {
            throw new IllegalStateException("told to fail");
        }
        if (args[0].equals("stays")) {
            new CountDownLatch(1).await();
        }
    }
}
