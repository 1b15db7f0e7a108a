package dev.lolbatch.generator;

import dev.lolbatch.generator.GeneratedMessage.MatchMessage;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Decides which messages are sent and in which order: each match once, and between them the duplicates, the late and the
 * malformed ones. Only plans wait in memory, never payloads.
 */
final class MessageSequence implements Iterator<GeneratedMessage> {
    private static final List<Defect> DEFECTS = List.of(Defect.values());
    private static final Comparator<Plan> BY_POSITION =
            Comparator.comparingLong(Plan::position).thenComparingLong(Plan::number);

    private final GeneratorSettings settings;
    private final MatchGenerator matches;
    private final Malformer malformer = new Malformer();
    private final LocalDate lastDate;
    private final PriorityQueue<Plan> planned = new PriorityQueue<>(BY_POSITION);
    private long nextMatch;
    private long plans;
    private int malformed;

    MessageSequence(GeneratorSettings settings, MatchGenerator matches) {
        this.settings = settings;
        this.matches = matches;
        this.lastDate = LocalDate.ofInstant(settings.to().minusMillis(1), ZoneOffset.UTC);
    }

    /** A message to be made when its position, counted in matches, is reached; the number keeps plans in their order. */
    private record Plan(long position, long number, Maker maker) {}

    @FunctionalInterface
    private interface Maker {
        GeneratedMessage make();
    }

    @Override
    public boolean hasNext() {
        return nextMatch < settings.matches() || !planned.isEmpty();
    }

    @Override
    public GeneratedMessage next() {
        while (nextMatch < settings.matches()
                && (planned.isEmpty() || planned.peek().position() >= nextMatch)) {
            planMatch(nextMatch++);
        }
        Plan plan = planned.poll();
        if (plan == null) {
            throw new NoSuchElementException("Cannot generate another message: all were generated; ask hasNext first");
        }
        return plan.maker().make();
    }

    private void planMatch(long index) {
        SplittableRandom random = Seeds.random(settings.seed(), index, 5);
        Form form = random.nextDouble() < settings.flatShare() ? Form.FLAT : Form.MATCH_V5;
        boolean late = random.nextDouble() < settings.lateShare()
                && matches.match(index).date().isBefore(lastDate);
        int perDay = settings.matchesPerDay();
        // More than a day of matches later, the matches are of a later date.
        long position = late ? index + perDay + 1 + random.nextInt(perDay) : index;
        add(position, () -> message(index, form, late ? Delivery.LATE : Delivery.IN_ORDER));

        if (random.nextDouble() < settings.duplicateShare()) {
            Delivery delivery =
                    switch (random.nextInt(3)) {
                        case 0 -> Delivery.REPEATED;
                        case 1 -> Delivery.REPEATED_IN_OTHER_FORM;
                        default -> Delivery.REVISED;
                    };
            add(position + 1 + random.nextInt(perDay), () -> message(index, form, delivery));
        }
        if (random.nextDouble() < settings.malformedShare()) {
            int number = malformed++;
            Defect defect = DEFECTS.get(number % DEFECTS.size());
            add(index, () -> malformer.message(matches.match(settings.matches() + number), defect));
        }
    }

    private void add(long position, Maker maker) {
        planned.add(new Plan(position, plans++, maker));
    }

    private MatchMessage message(long index, Form form, Delivery delivery) {
        GeneratedMatch match = matches.match(index);
        GeneratedMatch told = delivery == Delivery.REVISED ? match.revised() : match;
        Form tellingForm = delivery == Delivery.REPEATED_IN_OTHER_FORM ? other(form) : form;
        return new MatchMessage(told.matchId(), Payload.of(told.toJson(tellingForm)), tellingForm, delivery, told);
    }

    private static Form other(Form form) {
        return form == Form.FLAT ? Form.MATCH_V5 : Form.FLAT;
    }
}
