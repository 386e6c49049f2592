package dev.kerbside.lessons.security;

import static dev.kerbside.lessons.security.KafkaProbe.SERVED;

import dev.kerbside.lessons.Judged;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each thing that lessons 26 and 27 find is judged: with any one of them otherwise, served for refused, a number or a
 * list that is wrong, the check fails.
 */
class JudgementsTest {
    @TestFactory
    Stream<DynamicTest> tickets() throws Exception {
        Tickets.Found found = new Tickets.Found(work(), KdcOutageExpectationsTest.FOUND, stolen());
        return new Judged<>(Tickets.Found.class, found, (other, claims) -> new Tickets().judge(other, null, claims))
                .eachFindingIsJudged("/outage/(lifeSeconds|sent)|/work/requests/.*");
    }

    @TestFactory
    Stream<DynamicTest> permissions() throws Exception {
        return new Judged<>(PermissionsFindings.class, PermissionsExpectationsTest.FOUND, (other, claims) -> {
                    PermissionsExpectations.claim(other, PermissionsExpectationsTest.NUMBERS, "tdp_user", claims);
                    DelegationToken.judge(other.token(), "other_user", claims);
                })
                .eachFindingIsJudged("");
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

    private static StolenKeytab.Found stolen() {
        return new StolenKeytab.Found(SERVED, "Integrity check on decrypted field failed", SERVED, SERVED, 1);
    }
}
