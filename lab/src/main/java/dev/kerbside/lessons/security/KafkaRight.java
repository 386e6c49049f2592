package dev.kerbside.lessons.security;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.security.KafkaLogin;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;

/** The right to read one topic, as Kafka's superuser gives and takes it. */
final class KafkaRight implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Admin superuser;
    private final Properties user;
    private final String topic;
    private final AclBinding right;

    /** @param user whose login this is; it tells when every broker knows */
    KafkaRight(Endpoints lab, Principal principal, Properties user, String topic) {
        this.superuser = Admin.create(KafkaLogin.keytab(lab, Superusers.get(lab, "kafka")));
        this.user = user;
        this.topic = topic;
        this.right = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:" + principal.primary(), "*", AclOperation.READ, AclPermissionType.ALLOW));
    }

    void grant() throws Exception {
        superuser.createAcls(List.of(right)).all().get();
        awaitServed(true);
    }

    void revoke() throws Exception {
        superuser.deleteAcls(List.of(right.toFilter())).all().get();
        awaitServed(false);
    }

    /** The controller decides; each broker learns of it a moment later. */
    private void awaitServed(boolean served) {
        Awaitility.await("every broker knows of the right to " + topic)
                .atMost(LIMIT)
                .until(() -> KafkaProbe.once(user, topic).equals(KafkaProbe.SERVED) == served);
    }

    @Override
    public void close() throws Exception {
        superuser.deleteAcls(List.of(right.toFilter())).all().get();
        superuser.close();
    }
}
