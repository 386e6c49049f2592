package dev.kerbside.lessons.security;

import static dev.kerbside.lessons.security.KafkaProbe.SERVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.lessons.Judged;
import dev.kerbside.lessons.security.KdcOutageExpectations.Found;
import dev.kerbside.lessons.security.KdcOutageExpectations.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is served and who is not while tickets end and the KDC is away: each phase has its own refusals. */
class KdcOutageExpectationsTest {
    private static final String NO = "Connection refused";

    /** As it must be. */
    static final Found FOUND = new Found(
            30,
            1,
            new Phase(SERVED, SERVED, NO, NO),
            NO,
            new Phase(SERVED, SERVED, SERVED, SERVED),
            new Phase(SERVED, SERVED, SERVED, NO),
            new Phase(SERVED, SERVED, NO, NO),
            SERVED,
            new Phase(SERVED, SERVED, SERVED, SERVED),
            210,
            List.of());

    private static final Judged<Found> OUTAGE = new Judged<>(Found.class, FOUND, KdcOutageExpectations::judge);

    @Test
    void whatIsClaimedSaysWhoWasServedAndWithWhichWordsTheOthersWereRefused() throws Exception {
        assertThat(OUTAGE.held())
                .hasSize(24)
                .contains(
                        "a job with a keytab outlives its ticket of 30 s: the KDC gave it another one",
                        "a ticket without a keytab has ended, HDFS: " + NO,
                        "the KDC is gone, a new connection of the same login: served",
                        "the KDC is gone, a new login: " + NO,
                        "of 210 numbers the job lost none, and took none twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ended", "before", "outage", "outageAfterEnd", "after"})
    void whoIsConnectedIsServedInEachPhase(String phase) throws Exception {
        OUTAGE.refuses("/" + phase + "/stream", NO, ", the job is " + NO, "lab status");
        OUTAGE.refuses("/" + phase + "/oldConnection", NO, ", a client that is connected is " + NO, "lab status");
    }

    @ParameterizedTest
    @CsvSource({
        "before, newConnection, 'the KDC is there, a new connection of the same login is'",
        "before, newLogin, 'the KDC is there, a new login is'",
        "outage, newConnection, 'the KDC is gone, a new connection of the same login is'",
        "after, newConnection, 'the KDC is back, a new connection of the same login is'",
        "after, newLogin, 'the KDC is back, a new login is'"
    })
    void whoseTicketIsGoodOrCanBeHadIsServed(String phase, String who, String words) throws Exception {
        OUTAGE.refuses("/" + phase + "/" + who, NO, words + " " + NO + ", expected served", "lab status");
    }

    @ParameterizedTest
    @CsvSource({
        "ended, newConnection, 'a ticket without a keytab has ended, a new connection of the same login'",
        "ended, newLogin, 'a ticket without a keytab has ended, a new login'",
        "outage, newLogin, 'the KDC is gone, a new login'",
        "outageAfterEnd, newConnection, 'all tickets have ended, a new connection of the same login'",
        "outageAfterEnd, newLogin, 'all tickets have ended, a new login'"
    })
    void whoHasNoTicketIsRefused(String phase, String who, String words) throws Exception {
        OUTAGE.refuses("/" + phase + "/" + who, SERVED, words + ": was served", "lab logs kdc");
    }

    @Test
    void hdfsServesNobodyWhoseTicketHasEnded() throws Exception {
        OUTAGE.refuses("/hdfsEnded", SERVED, "a ticket without a keytab has ended, HDFS: was served");
    }

    @Test
    void theJobRestartedInTheOutageGoesOnAfterIt() throws Exception {
        OUTAGE.refuses("/restartedInOutage", NO, "a job restarted meanwhile, once the KDC is back is " + NO);
    }

    @Test
    void aJobThatGotNoSecondTicketHasOutlivedNothing() throws Exception {
        OUTAGE.refuses("/renewals", 0, "The KDC gave tdp_user no other ticket before the first had ended");
    }

    @Test
    void noNumberIsLostOrTakenTwice() throws Exception {
        OUTAGE.refuses("/lostOrDoubled", List.of(7, 9), "Lost or taken twice: [7, 9]");
    }
}
