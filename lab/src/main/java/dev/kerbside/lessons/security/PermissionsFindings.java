package dev.kerbside.lessons.security;

import dev.kerbside.Principal;
import java.util.List;
import java.util.Map;

/**
 * What the job said when it failed, and what the servers logged then. A part that was skipped is null.
 *
 * @param sent how many numbers, before there was a token
 * @param skipped the parts that were not done, each with its reason
 */
record PermissionsFindings(
        TopicTrial.Found topic,
        FolderTrial.Found folder,
        long sent,
        DelegationToken.Found token,
        Map<PermissionsPart, String> skipped) {
    /** Whose right to the topic is given and taken, where Kafka's superuser does it. */
    static final Principal READER = Principal.OTHER_USER;

    /** Whose right to the folder is, where HDFS's superuser does it. */
    static final Principal WRITER = Principal.TDP_USER;

    /** Whether it was done. */
    boolean has(PermissionsPart part) {
        return switch (part) {
            case TOPIC -> topic != null;
            case BROKERS_LOG -> topic != null && topic.brokersSaid() != null;
            case FOLDER -> folder != null;
            case NAMENODE_LOG -> folder != null && folder.nameNodeSaid() != null;
            case TOKEN -> token != null;
            case KDC_JOURNAL -> token != null && token.asked() != null;
        };
    }

    /** The parts that were not done, each with its reason, for people. */
    List<String> skippedLines() {
        return skipped.entrySet().stream()
                .map(one -> PermissionsParts.line(one.getKey(), one.getValue()))
                .toList();
    }
}
