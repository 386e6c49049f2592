package dev.kerbside;

import java.util.Map;
import java.util.Optional;

/**
 * Which of the topics with the lab's names are the lab's own. On a cluster that the lab started, all are. On one that was
 * there before, only those that were made through this: what is somebody else's is never deleted. A topic is known by the
 * id that Kafka gave it, because another one may have the same name.
 */
public interface OwnTopics {
    /** Of a lab that has started its cluster. */
    OwnTopics ALL = new OwnTopics() {
        @Override
        public boolean areAll() {
            return true;
        }

        @Override
        public Map<String, String> beforeCreating(String name) {
            return Map.of();
        }

        @Override
        public void created(String name, String id) {}

        @Override
        public void deleted(String name) {}

        @Override
        public Optional<String> id(String name) {
            return Optional.empty();
        }

        @Override
        public Map<String, String> unfinished(String name) {
            return Map.of();
        }

        @Override
        public boolean isLent(String name, String id) {
            return false;
        }

        @Override
        public boolean isFilled(String name, String id) {
            return false;
        }

        @Override
        public void fill(String name, String id) {}
    };

    /** Whether every topic with one of the lab's names is the lab's; then nothing else here need be asked. */
    boolean areAll();

    /**
     * Writes down that a topic will be created, before it is.
     *
     * @return configuration of the topic, by which it is known again if its creator ends before {@link #created}
     */
    Map<String, String> beforeCreating(String name);

    /** Writes down that it was created. */
    void created(String name, String id);

    /** Writes down that it is gone, or was never there. */
    void deleted(String name);

    /** Of one that was created. */
    Optional<String> id(String name);

    /** The configuration of one of which is not known whether it was created; nothing otherwise. */
    Map<String, String> unfinished(String name);

    /** Whether it is somebody else's, and the lab may fill it. */
    boolean isLent(String name, String id);

    /** Whether it is lent, and whatever is in it is the lab's. */
    boolean isFilled(String name, String id);

    /** Writes down that the lab fills one that somebody else has made, and that was found empty just now. */
    void fill(String name, String id);
}
