package dev.kerbside.substrate;

import dev.kerbside.Principal;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.metadata.AccessControlEntryRecord;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.server.common.ApiMessageAndVersion;

/** What tdp_user may do in Kafka, and nobody else but its superuser: everything with what begins with a prefix. */
final class KafkaRights {
    /** What the names of tdp_user's topics, groups and transactional ids begin with. */
    static final String PREFIX = "tdp-user-";

    private KafkaRights() {}

    /** ACLs as the controllers keep them, so that a new cluster has them before it serves anybody. */
    static List<ApiMessageAndVersion> records() {
        return Stream.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID)
                .map(type -> new AccessControlEntryRecord()
                        .setId(Uuid.randomUuid())
                        .setResourceType(type.code())
                        .setResourceName(PREFIX)
                        .setPatternType(PatternType.PREFIXED.code())
                        .setPrincipal("User:" + Principal.TDP_USER.primary())
                        .setHost("*")
                        .setOperation(AclOperation.ALL.code())
                        .setPermissionType(AclPermissionType.ALLOW.code()))
                .map(acl -> new ApiMessageAndVersion(acl, (short) 0))
                .toList();
    }
}
