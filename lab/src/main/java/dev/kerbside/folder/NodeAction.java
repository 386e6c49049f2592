package dev.kerbside.folder;

import java.util.Locale;

/** What the owner of a lab can be asked for. */
public enum NodeAction {
    /** {@code kill -9} of a node. */
    KILL,
    /** The same node again, with its data; done when a client has used it. */
    START,
    /** Another password for a user; done when the KDC serves with it. */
    PASSWORD;

    /** As in the name of a request. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
