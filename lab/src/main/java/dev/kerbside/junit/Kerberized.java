package dev.kerbside.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test a Kerberized Kafka and HDFS: one lab for the whole run, started at its first use, ended with the JVM.
 *
 * <pre>{@code
 * @Kerberized
 * class OrdersTest {
 *     @Test
 *     void anOrderIsKept(@Kerberized Properties client, @Kerberized WebHdfs hdfs) { … }
 * }
 * }</pre>
 *
 * On a class, its tests and their fixtures take parameters of the types {@link dev.kerbside.Lab} and
 * {@link dev.kerbside.Endpoints}. On a field or a parameter it also gives {@link java.util.Properties} or a
 * {@link java.util.Map} for Kafka's clients, or a {@link WebHdfs}, each for the named principal.
 *
 * <p>JUnit's configuration parameters (also as system properties) say which lab: {@code kerbside.substrate} (embedded or
 * containers), {@code kerbside.kdc}, {@code kerbside.brokers}, {@code kerbside.users} (names, with commas between),
 * {@code kerbside.folder}; or {@code kerbside.attach}, the folder of one that runs already.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER})
@ExtendWith(KerberizedExtension.class)
public @interface Kerberized {
    /** Brokers' superuser, for {@link java.util.Properties}: it may do anything, such as to give rights. */
    String ADMIN = "admin";

    /**
     * Whose client: a user of the realm, or {@link #ADMIN}. tdp_user owns topics, groups and transactional ids that begin
     * with {@code tdp-user-}, and a home in HDFS; others have no rights.
     */
    String value() default "tdp_user";
}
