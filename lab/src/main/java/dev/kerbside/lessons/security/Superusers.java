package dev.kerbside.lessons.security;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.Principal;
import java.util.Optional;

/** The superusers of a lab's services, as whom the services themselves log in. */
final class Superusers {
    private Superusers() {}

    /**
     * The lab's first principal of a service.
     *
     * @param service as {@code kafka}
     * @return nothing if the services' keys are not here: then they are somebody else's
     */
    static Optional<Principal> find(Endpoints lab, String service) {
        return lab.services().stream()
                .filter(one -> one.startsWith(service + "/"))
                .findFirst()
                .map(one -> Principal.service(service, one.substring(service.length() + 1)));
    }

    /** The same, where it must be there. */
    static Principal get(Endpoints lab, String service) {
        return find(lab, service)
                .orElseThrow(() -> LabException.checkFailed("The lab has no service " + service + "."));
    }
}
