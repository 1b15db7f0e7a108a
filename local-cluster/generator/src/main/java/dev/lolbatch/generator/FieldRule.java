package dev.lolbatch.generator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Writes the value of one field. In the tables of fields a rule is one of
 *
 * <ul>
 *   <li>{@code absent}: the field is not there
 *   <li>{@code zero}: 0
 *   <li>{@code int 0 40}: a whole number from 0 to 40, the low ones more often
 *   <li>{@code float 0.1 0.9}: a fraction between them
 *   <li>{@code share kills 0.2 0.7}: a whole number between these shares of another value
 *   <li>{@code flag 10}: true in ten of a hundred
 *   <li>{@code oneOf 4 12}: one of these numbers
 *   <li>{@code item}, {@code arenaItem}: an item's number, or 0 for an empty slot
 *   <li>{@code of kills}: a value by its name in {@link FieldValues}
 *   <li>{@code topDamage}: 1 for the participant with the most damage, absent for the others
 * </ul>
 *
 * and {@code @30} after it says that thirty of a hundred participants have the field.
 */
@FunctionalInterface
interface FieldRule {
    /** Writes a value, whatever {@link #applies} says. */
    void write(ParticipantDetail participant, JsonGenerator json) throws IOException;

    /** Whether the participant has the field at all. */
    default boolean applies(ParticipantDetail participant) {
        return true;
    }

    static FieldRule parse(String text) {
        int at = text.indexOf(" @");
        if (at < 0) {
            return parseAlways(text);
        }
        int percent = Integer.parseInt(text.substring(at + 2));
        return new When(p -> p.random().nextInt(100) < percent, parseAlways(text.substring(0, at)));
    }

    /** A rule for those participants only who meet a condition. */
    record When(Predicate<ParticipantDetail> condition, FieldRule rule) implements FieldRule {
        @Override
        public boolean applies(ParticipantDetail participant) {
            return condition.test(participant);
        }

        @Override
        public void write(ParticipantDetail participant, JsonGenerator json) throws IOException {
            rule.write(participant, json);
        }
    }

    private static FieldRule parseAlways(String text) {
        String[] words = text.split(" ");
        return switch (words[0]) {
            case "zero" -> (participant, json) -> json.writeNumber(0);
            case "int" -> whole(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "float" -> fraction(Double.parseDouble(words[1]), Double.parseDouble(words[2]));
            case "share" -> share(words[1], Double.parseDouble(words[2]), Double.parseDouble(words[3]));
            case "flag" -> flag(Integer.parseInt(words[1]));
            case "oneOf" -> oneOf(words);
            case "item" -> item(0);
            case "arenaItem" -> item(220_000);
            case "absent" -> new When(participant -> false, (participant, json) -> json.writeNull());
            case "topDamage" ->
                new When(
                        participant -> participant.score().damage() == participant.match.mostDamage(),
                        (participant, json) -> json.writeNumber(1));
            case "of" -> FieldValues.named(words[1]);
            default ->
                throw new IllegalArgumentException(
                        "Cannot read the rule \"" + text + "\": there is no kind " + words[0] + "; see FieldRule");
        };
    }

    private static FieldRule whole(int low, int high) {
        return (participant, json) -> {
            double point = participant.random().nextDouble();
            json.writeNumber(low + (int) ((high - low + 1) * point * point));
        };
    }

    private static FieldRule fraction(double low, double high) {
        return (participant, json) -> json.writeNumber(participant.random().nextDouble(low, high));
    }

    private static FieldRule share(String name, double low, double high) {
        ToIntFunction<ParticipantDetail> value = FieldValues.number(name);
        return (participant, json) -> json.writeNumber((int)
                Math.round(value.applyAsInt(participant) * participant.random().nextDouble(low, high)));
    }

    private static FieldRule flag(int percent) {
        return (participant, json) -> json.writeBoolean(participant.random().nextInt(100) < percent);
    }

    private static FieldRule oneOf(String[] words) {
        int[] numbers = new int[words.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.parseInt(words[i + 1]);
        }
        return (participant, json) ->
                json.writeNumber(numbers[participant.random().nextInt(numbers.length)]);
    }

    private static FieldRule item(int offset) {
        return (participant, json) -> {
            SplittableRandom random = participant.random();
            json.writeNumber(random.nextInt(10) == 0 ? 0 : offset + Items.any(random));
        };
    }
}
