package dev.lolbatch.ingest.dlq;

import java.util.List;
import java.util.function.Predicate;

/**
 * The dead letters that wait: those that were not replayed yet.
 *
 * <p>Both calls look at what is there when they begin; dead letters that come later are the next call's.
 */
public interface DeadLetterQueue {
    /** Which of the selected dead letters are shown. */
    enum Order {
        NEWEST,
        OLDEST
    }

    /**
     * What waits.
     *
     * @param topic the dead letter topic
     * @param foreign records of that topic that are no dead letters of ours and cannot be replayed
     * @param reasons by name
     * @param letters the first of the selected ones, in the order asked for
     */
    record Listing(
            String topic, long waiting, long selected, long foreign, List<Reason> reasons, List<DeadLetter> letters) {}

    /** How many wait for one reason, and how many of them are selected. */
    record Reason(String reason, long waiting, long selected) {}

    /**
     * How far a replay is.
     *
     * @param selected dead letters that it is to send
     * @param sent those that are sent and committed
     * @param bytes of the values sent
     */
    record Progress(long selected, long sent, long bytes) {}

    /**
     * What waits.
     *
     * @param limit at most so many letters are shown; 0 for none
     */
    Listing list(LetterFilter filter, int limit, Order order);

    /**
     * Sends the selected dead letters to the topics that they were rejected from, each exactly once over all replays. What is
     * not selected stays for another one. A replay that began later stops this one.
     *
     * @param goOn told after each transaction; false ends the replay there
     * @return where it ended
     */
    Progress replay(LetterFilter filter, Predicate<Progress> goOn);
}
