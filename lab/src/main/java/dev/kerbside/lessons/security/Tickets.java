package dev.kerbside.lessons.security;

import dev.kerbside.Capability;
import dev.kerbside.drills.Claims;
import dev.kerbside.steps.Lesson;
import dev.kerbside.steps.TutorialContext;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/** Tickets: what is in one, and what becomes of clients when tickets, the KDC, the clock or a key are not as usual. */
public final class Tickets implements Lesson<Tickets.Found> {
    /** Each experiment's findings. */
    record Found(TicketAtWork.Found work, KdcOutageExpectations.Found outage, StolenKeytab.Found stolen) {}

    @Override
    public String id() {
        return "26-tickets";
    }

    @Override
    public String title() {
        return "Tickets, and what ends them";
    }

    @Override
    public Set<Capability> needs() {
        return Set.of(Capability.KILL_NODES, Capability.CHANGE_PASSWORDS, Capability.KDC_JOURNAL);
    }

    @Override
    public Class<Found> findings() {
        return Found.class;
    }

    @Override
    public Found observe(TutorialContext context) throws Exception {
        // Before the logins of this JVM get short tickets: Spark has its own for HDFS.
        SparkSession spark = context.spark();
        try (ShortTickets tickets = new ShortTickets(context.endpoints())) {
            TicketAtWork.Found work = new TicketAtWork(context, tickets).observe();
            TicketAtWork.timeline(work).forEach(context.narrator()::say);
            KdcOutageExpectations.Found outage =
                    new KdcOutage(context, spark, tickets, topic(context.names())).observe();
            return new Found(work, outage, new StolenKeytab(context, tickets).observe());
        }
    }

    @Override
    public void judge(Found found, TutorialContext context, Claims claims) {
        TicketAtWork.judge(found.work(), claims);
        KdcOutageExpectations.judge(found.outage(), claims);
        StolenKeytab.judge(found.stolen(), claims);
    }
}
