package dev.lolbatch.cluster.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;

/**
 * Runs another main class, and ends this JVM when the process that started it is gone.
 *
 * <p>The starter holds the other end of this JVM's standard input and writes nothing to it. The kernel closes that end
 * however the starter goes, {@code kill -9} included, so the end of the input is the one sign that is never missed.
 * Nothing else may read the standard input.
 *
 * <p>Where the command line is not ours to write, the jar can be named as a {@code -javaagent} instead.
 */
public final class Guard {
    /** System property: milliseconds that shutdown hooks have before the JVM is halted; default 15000. */
    public static final String GRACE_PROPERTY = "lolbatch.guard.grace-ms";

    private static final int STARTER_GONE = 143;
    private static final int USAGE = 2;

    private Guard() {}

    /**
     * Runs a main class in a guarded JVM.
     *
     * @param args the main class to run, then its arguments
     * @throws Throwable what that main method throws
     */
    public static void main(String[] args) throws Throwable {
        if (args.length == 0) {
            System.err.println("Cannot start: no main class given; usage: Guard <main class> [argument]...");
            System.exit(USAGE);
        }
        guard();
        run(args[0], Arrays.copyOfRange(args, 1, args.length));
    }

    /** Guards this JVM, whatever its main class is. */
    public static void premain(String options) {
        guard();
    }

    private static void guard() {
        Duration grace = Duration.ofMillis(Long.getLong(GRACE_PROPERTY, 15_000));
        daemon("guard", () -> watch(System.in, grace));
    }

    private static void run(String mainClass, String[] args) throws Throwable {
        Method main = Class.forName(mainClass).getMethod("main", String[].class);
        main.setAccessible(true);
        try {
            main.invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void watch(InputStream starter, Duration grace) {
        try {
            starter.transferTo(OutputStream.nullOutputStream());
            System.err.println("The starter of this process is gone, or asks it to end: ending");
        } catch (IOException e) {
            System.err.println("The starter of this process cannot be watched, ending: " + e);
        }
        daemon("guard-halt", () -> haltAfter(grace));
        System.exit(STARTER_GONE);
    }

    // A shutdown hook that hangs must not keep the process.
    private static void haltAfter(Duration grace) {
        try {
            Thread.sleep(grace.toMillis());
        } catch (InterruptedException e) {
            System.err.println("Interrupted while waiting for shutdown hooks: halting now");
        }
        Runtime.getRuntime().halt(STARTER_GONE);
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
