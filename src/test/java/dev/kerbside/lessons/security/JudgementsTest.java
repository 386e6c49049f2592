package dev.kerbside.lessons.security;

import static dev.kerbside.lessons.security.KafkaProbe.SERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerbside.LabException;
import dev.kerbside.drills.Claims;
import dev.kerbside.folder.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each thing that lessons 26 and 27 find is judged: with any one of them otherwise, served for refused, a number or a
 * list that is wrong, the check fails.
 */
class JudgementsTest {
    /** Shown, and not judged. */
    private static final Set<String> TOLD = Set.of("lifeSeconds", "sent");

    private interface Judge<F> {
        void judge(F found, Claims claims) throws Exception;
    }

    private static final List<Long> NUMBERS = LongStream.range(0, 90).boxed().toList();

    @TestFactory
    Stream<DynamicTest> tickets() throws Exception {
        Tickets.Found found = new Tickets.Found(work(), outage(), stolen());
        return eachFindingIsJudged(
                Tickets.Found.class, found, (other, claims) -> new Tickets().judge(other, null, claims));
    }

    @TestFactory
    Stream<DynamicTest> permissions() throws Exception {
        PermissionsFindings found = new PermissionsFindings(
                "Topic authorization failed",
                "Topic authorization failed",
                List.of("Principal = User:other_user is Denied operation = READ"),
                "Permission denied: user=tdp_user, access=EXECUTE",
                List.of("allowed=false ugi=tdp_user@REALM.TDP (auth:KERBEROS)"),
                16,
                NUMBERS.size(),
                new DelegationToken.Found(
                        "other_user", SERVED, List.of(), List.of(), SERVED, "invalid credentials with SCRAM"));
        return eachFindingIsJudged(PermissionsFindings.class, found, (other, claims) -> {
            PermissionsExpectations.claim(other, NUMBERS, claims);
            DelegationToken.judge(other.token(), claims);
        });
    }

    @TestFactory
    Stream<DynamicTest> numbersInHdfs() {
        return Stream.of(
                        NUMBERS.subList(1, 90),
                        Stream.concat(NUMBERS.stream(), Stream.of(7L)).toList())
                .map(numbers -> DynamicTest.dynamicTest(
                        numbers.size() + " numbers",
                        () -> assertThat(NumberStream.wrong(numbers, 90)).hasSize(1)));
    }

    private static TicketAtWork.Found work() {
        return new TicketAtWork.Found(
                "tdp_user@REALM.TDP",
                "krbtgt/REALM.TDP@REALM.TDP",
                24,
                "aes256-cts-hmac-sha1-96",
                List.of(
                        request("AS_REQ", "krbtgt/REALM.TDP@REALM.TDP"),
                        request("TGS_REQ", "kafka/localhost@REALM.TDP")),
                2,
                0,
                0,
                "KrbException: Clock skew too great (37)");
    }

    private static KdcLog.Request request(String kind, String service) {
        return new KdcLog.Request("12:00:00", kind, "ISSUE", "tdp_user@REALM.TDP", service, "until 13:00:00");
    }

    private static KdcOutageExpectations.Found outage() {
        String no = "Connection refused";
        return new KdcOutageExpectations.Found(
                30,
                1,
                new KdcOutageExpectations.Phase(SERVED, SERVED, no, no),
                no,
                new KdcOutageExpectations.Phase(SERVED, SERVED, SERVED, SERVED),
                new KdcOutageExpectations.Phase(SERVED, SERVED, SERVED, no),
                new KdcOutageExpectations.Phase(SERVED, SERVED, no, no),
                SERVED,
                new KdcOutageExpectations.Phase(SERVED, SERVED, SERVED, SERVED),
                210,
                List.of());
    }

    private static StolenKeytab.Found stolen() {
        return new StolenKeytab.Found(SERVED, "Integrity check on decrypted field failed", SERVED, SERVED, 1);
    }

    private static <F> Stream<DynamicTest> eachFindingIsJudged(Class<F> type, F found, Judge<F> judge)
            throws Exception {
        judge.judge(found, new Claims());
        ObjectMapper mapper = new ObjectMapper();
        List<DynamicTest> tests = new ArrayList<>();
        for (String path : leaves(mapper.readTree(Json.text(found)), "")) {
            ObjectNode other = (ObjectNode) mapper.readTree(Json.text(found));
            int name = path.lastIndexOf('/');
            ObjectNode parent = (ObjectNode) other.at(path.substring(0, name));
            parent.set(path.substring(name + 1), otherwise(parent.get(path.substring(name + 1)), mapper));
            F wrong = Json.parse(other.toString(), type);
            tests.add(DynamicTest.dynamicTest(path, () -> assertThatThrownBy(() -> judge.judge(wrong, new Claims()))
                    .isInstanceOf(LabException.class)));
        }
        return tests.stream();
    }

    /** The paths of values and lists. */
    private static List<String> leaves(JsonNode node, String path) {
        List<String> leaves = new ArrayList<>();
        node.fields().forEachRemaining(field -> {
            String below = path + "/" + field.getKey();
            if (field.getValue().isObject()) {
                leaves.addAll(leaves(field.getValue(), below));
            } else if (!TOLD.contains(field.getKey()) || !path.endsWith("/outage")) {
                leaves.add(below);
            }
        });
        return leaves;
    }

    private static JsonNode otherwise(JsonNode value, ObjectMapper mapper) {
        if (value instanceof ArrayNode list) {
            // What must be empty holds numbers, or requests.
            return list.isEmpty() ? mapper.createArrayNode().addNull() : mapper.createArrayNode();
        }
        if (value.isNumber()) {
            return mapper.getNodeFactory().numberNode(-1);
        }
        return mapper.getNodeFactory().textNode(value.asText().equals(SERVED) ? "Connection refused" : SERVED);
    }
}
