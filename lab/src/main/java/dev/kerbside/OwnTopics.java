package dev.kerbside;

import java.util.Map;

/**
 * Which of the topics with the lab's names are the lab's own. On a cluster that the lab started, all are. On one that was
 * there before, only those that were made through this: what is somebody else's is never deleted.
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
        public Map<String, String> ids() {
            return Map.of();
        }

        @Override
        public boolean isLent(String name) {
            return false;
        }

        @Override
        public void lend(String name) {}
    };

    /** Whether every topic with one of the lab's names is the lab's; then nothing else here need be asked. */
    boolean areAll();

    /**
     * Writes down that a topic will be created, before it is.
     *
     * @return configuration of the topic, by which it is known again if its creator ends before {@link #created}
     */
    Map<String, String> beforeCreating(String name);

    /**
     * Writes down that it was created.
     *
     * @param id Kafka's, which no other topic ever has
     */
    void created(String name, String id);

    /** Writes down that it is gone. */
    void deleted(String name);

    /** Name → id of those that are there. */
    Map<String, String> ids();

    /** Whether it is somebody else's, and the lab may fill and empty it. */
    boolean isLent(String name);

    /** Writes down that it is: it was found empty. */
    void lend(String name);
}
