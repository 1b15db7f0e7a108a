package dev.lolbatch.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lolbatch.cli.verify.Finding.Failed;
import dev.lolbatch.cli.verify.Finding.Failed.Voice;
import dev.lolbatch.cli.verify.Finding.Passed;
import dev.lolbatch.cli.verify.Finding.Skipped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final Duration AMPLE = Duration.ofMinutes(1);

    private final List<String> told = new ArrayList<>();
    private final Set<String> waitedFor = new HashSet<>();

    @Test
    void whatNeedsAFailedCheckIsSkippedAndNothingElse() {
        // Given
        List<Check> checks = List.of(
                check("server", List.of(), () -> {
                    throw new IOException("Connection refused");
                }),
                check("of-it", List.of("server"), () -> "never looked at"),
                check("of-that", List.of("of-it"), () -> "never looked at"),
                check("other", List.of(), () -> "there"));

        // When
        Map<String, Finding> findings = run(AMPLE, checks);

        // Then
        assertThat(findings)
                .containsExactly(
                        Map.entry("server", new Failed("subject: Connection refused", "remedy", Voice.NOBODY)),
                        Map.entry("of-it", new Skipped("server")),
                        Map.entry("of-that", new Skipped("of-it")),
                        Map.entry("other", new Passed("there")));
    }

    @Test
    void anExceptionOfWhatWasReachedIsAFailure() {
        // When
        Map<String, Finding> findings =
                run(AMPLE, List.of(check("server", List.of(), () -> "there"), check("of-it", List.of("server"), () -> {
                    throw new IllegalStateException("it is broken");
                })));

        // Then
        assertThat(findings).containsEntry("of-it", new Failed("subject: it is broken", "remedy", Voice.SOMEBODY));
    }

    @Test
    void anErrorIsAFindingAsWell() {
        // When
        Map<String, Finding> findings = run(AMPLE, List.of(check("server", List.of(), () -> {
            throw new NoClassDefFoundError("dev/lolbatch/Gone");
        })));

        // Then
        assertThat(findings).containsEntry("server", new Failed("subject: dev/lolbatch/Gone", "remedy", Voice.NOBODY));
    }

    @Test
    void aCheckThatKnowsTheRemedySaysIt() {
        // When
        Map<String, Finding> findings = run(AMPLE, List.of(check("server", List.of(), () -> {
            throw new CheckFailedException("it is full", "empty it");
        })));

        // Then
        assertThat(findings).containsEntry("server", new Failed("it is full", "empty it", Voice.SOMEBODY));
    }

    @Test
    void whatHangsHoldsNobodyUpAndIsInterruptedAtTheEnd() throws Exception {
        // Given
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Check hanging = check("hanging", List.of(), () -> {
            try {
                never.await();
                return "never";
            } finally {
                interrupted.countDown();
            }
        });

        // When
        Map<String, Finding> findings =
                run(Duration.ofSeconds(1), List.of(hanging, check("other", List.of(), () -> "there")));

        // Then
        assertThat(findings)
                .containsExactly(
                        Map.entry(
                                "hanging",
                                new Failed(
                                        "subject: no answer within 1 s", "remedy, or raise --timeout", Voice.NOBODY)),
                        Map.entry("other", new Passed("there")));
        assertThat(interrupted.getCount()).isZero();
        assertThat(waitedFor).contains("hanging");
    }

    @Test
    void aCheckThatWaitsOnPurposeHasTimeForIt() {
        // Given
        CountDownLatch never = new CountDownLatch(1);
        Check waiting = new Check("waiting", List.of(), "subject", "remedy", Duration.ofSeconds(1), () -> {
            never.await();
            return "never";
        });

        // When
        Map<String, Finding> findings = run(Duration.ofSeconds(1), List.of(waiting));

        // Then
        assertThat(findings)
                .containsEntry(
                        "waiting",
                        new Failed("subject: no answer within 2 s", "remedy, or raise --timeout", Voice.NOBODY));
    }

    @Test
    void checksRunSideBySideAndAreToldInTheirOrder() {
        // Given
        CyclicBarrier bothRun = new CyclicBarrier(2);
        CountDownLatch secondIsDone = new CountDownLatch(1);
        AtomicBoolean secondWasFirst = new AtomicBoolean();
        Check first = check("first", List.of(), () -> {
            bothRun.await();
            secondIsDone.await();
            secondWasFirst.set(true);
            return "late";
        });
        Check second = check("second", List.of(), () -> {
            bothRun.await();
            secondIsDone.countDown();
            return "early";
        });

        // When
        run(AMPLE, List.of(first, second));

        // Then
        assertThat(secondWasFirst).isTrue();
        assertThat(told).containsExactly("first", "second");
    }

    private Map<String, Finding> run(Duration limit, List<Check> checks) {
        try (Verification verification = new Verification(limit)) {
            return verification.run(checks, new Verification.Listener() {
                @Override
                public void found(String check, Finding finding) {
                    told.add(check);
                }

                @Override
                public void waiting(Set<String> names) {
                    waitedFor.addAll(names);
                }
            });
        }
    }

    private static Check check(String name, List<String> needs, Check.Look look) {
        return new Check(name, needs, "subject", "remedy", look);
    }
}
