package dev.kerbside.lessons.security;

import dev.kerbside.Principal;
import java.util.List;

/**
 * What the job said when it failed, and what the servers logged then.
 *
 * @param openFile what was written into a file that was open when the right was taken, in bytes
 */
record PermissionsFindings(
        String neverGranted,
        String topicRevoked,
        List<String> brokersSaid,
        String folderRevoked,
        List<String> nameNodeSaid,
        long openFile,
        long sent,
        DelegationToken.Found token) {
    /** Whose right to the topic is given and taken. */
    static final Principal READER = Principal.OTHER_USER;

    /** Whose right to the folder is. */
    static final Principal WRITER = Principal.TDP_USER;
}
