package dev.lolbatch.ingest.crash;

import static net.bytebuddy.matcher.ElementMatchers.nameEndsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Java agent: makes the process die at a {@link CrashPoint}, without a line of the service knowing of it. */
public final class CrashAgent {
    private CrashAgent() {}

    /**
     * Called by the JVM before the service's main method.
     *
     * @param arguments crash point and number of the hit, such as {@code IcebergMatchLake.commit:AFTER=2}
     */
    public static void premain(String arguments, Instrumentation instrumentation) {
        String[] parts = arguments.split("=", 2);
        CrashPoint point = CrashPoint.parse(parts[0]);
        Crash.after(Integer.parseInt(parts[1]));
        Class<?> advice = point.moment() == CrashPoint.Moment.BEFORE ? Before.class : After.class;
        ElementMatcher<TypeDescription> type = nameEndsWith("." + point.type());
        new AgentBuilder.Default()
                .type(type)
                .transform((builder, described, loader, module, domain) ->
                        builder.visit(Advice.to(advice).on(named(point.method()))))
                .installOn(instrumentation);
    }

    static final class Before {
        private Before() {}

        @Advice.OnMethodEnter
        static void enter() {
            Crash.hit();
        }
    }

    static final class After {
        private After() {}

        @Advice.OnMethodExit
        static void exit() {
            Crash.hit();
        }
    }
}
