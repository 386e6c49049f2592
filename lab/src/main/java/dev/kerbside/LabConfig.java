package dev.kerbside;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a lab is started with: {@code LabConfig.in(folder).kdc(Kdc.MIT).build()}. What is not said is as {@code lab up} has
 * it.
 *
 * @param folder the lab's folder; created, and owned by one lab at a time
 * @param substrate where its nodes run
 * @param kdc whose Kerberos server is the KDC
 * @param brokers brokers, and replicas of every topic
 * @param basePort first of the lab's consecutive ports, or 0 for free ports chosen at random
 * @param cluster file that describes a cluster which is there; null if the lab starts its own
 * @param users the users of the realm; tdp_user is always one
 * @param extras services besides KDC, HDFS and Kafka
 * @param tokenLife how long a delegation token of HDFS and Kafka lives; null for Hadoop's and Kafka's own: a day, and
 *     renewed for a week
 * @param oneByOne whether a node starts only when the one before it serves; else as soon as it can
 */
public record LabConfig(
        Path folder,
        Substrate substrate,
        Path cluster,
        Kdc kdc,
        int brokers,
        int basePort,
        List<Principal> users,
        Set<Service> extras,
        Duration tokenLife,
        boolean oneByOne) {
    /** Brokers of a lab, and replicas of every topic, unless it is said otherwise. */
    public static final int BROKERS = 3;

    private static final int MOST_BROKERS = 9;
    private static final Pattern UNUSABLE = Pattern.compile("[\\p{Cntrl}'\"\\\\,;:$%`*?|&<>]");
    private static final Pattern USER = Pattern.compile("[a-z][a-z0-9_-]{0,30}");

    public LabConfig {
        folder = folder.toAbsolutePath().normalize();
        LinkedHashSet<Principal> all = new LinkedHashSet<>(List.of(Principal.TDP_USER));
        all.addAll(users);
        users = List.copyOf(all);
        extras = Set.copyOf(extras);
        requireFolder(folder);
        if ((substrate == Substrate.EXTERNAL) != (cluster != null)) {
            throw LabException.usage(
                    cluster == null
                            ? "--substrate external takes a file that describes the cluster: --cluster FILE. A template: lab connect --template"
                            : "--cluster %s describes a cluster that is there: give --substrate external too."
                                    .formatted(cluster));
        }
        if (cluster != null && !extras.isEmpty()) {
            throw LabException.usage("A cluster that is there has the services that it has: leave out --with %s."
                    .formatted(extras.iterator().next()));
        }
        if (basePort != 0 && (basePort < 1024 || basePort > 65000)) {
            throw LabException.usage("--base-port " + basePort
                    + " is out of range: give a port from 1024 to 65000, or leave it out for free ports.");
        }
        if (brokers < 1 || brokers > MOST_BROKERS) {
            throw LabException.usage("%d brokers are out of range: give 1 to %d, or leave it out for 3."
                    .formatted(brokers, MOST_BROKERS));
        }
        users.stream()
                .filter(user -> !user.isUser() || !USER.matcher(user.primary()).matches())
                .findFirst()
                .ifPresent(user -> {
                    throw LabException.usage(
                            "%s is no name of a user: give small letters, digits, - and _, as other_user."
                                    .formatted(user.name()));
                });
    }

    private static void requireFolder(Path folder) {
        Matcher unusable = UNUSABLE.matcher(folder.toString());
        if (unusable.find()) {
            throw LabException.usage("--dir %s has a %s in its path, which Hadoop and Java class paths cannot take: "
                            .formatted(folder, unusable.group())
                    + "give another folder (spaces are fine).");
        }
    }

    /** The beginning of a description, with the defaults: embedded, Kerby, three brokers, free ports, TDP's users. */
    public static Builder in(Path folder) {
        return new Builder(folder);
    }

    /** Says what is not as usual. */
    public static final class Builder {
        private final Path folder;
        private Substrate substrate = Substrate.EMBEDDED;
        private Path cluster;
        private Kdc kdc = Kdc.KERBY;
        private int brokers = BROKERS;
        private int basePort;
        private List<Principal> users = Principal.USERS;
        private Set<Service> extras = Set.of();
        private Duration tokenLife;
        private boolean oneByOne;

        private Builder(Path folder) {
            this.folder = folder;
        }

        public Builder substrate(Substrate where) {
            substrate = where;
            return this;
        }

        /** A cluster that is there, as a file like {@code kerberos/cluster.properties} describes it. */
        public Builder cluster(Path file) {
            substrate = file == null ? substrate : Substrate.EXTERNAL;
            cluster = file;
            return this;
        }

        public Builder kdc(Kdc whose) {
            kdc = whose;
            return this;
        }

        /** Containers have TDP's three workers, and so three brokers. */
        public Builder brokers(int number) {
            brokers = number;
            return this;
        }

        public Builder basePort(int first) {
            basePort = first;
            return this;
        }

        /** Users besides tdp_user. They have a keytab, and no rights. */
        public Builder users(List<Principal> others) {
            users = others;
            return this;
        }

        /** Services besides KDC, HDFS and Kafka; none is the default. */
        public Builder with(Collection<Service> others) {
            extras = new HashSet<>(others);
            return this;
        }

        /** Short, to see jobs outlive their tokens. */
        public Builder tokenLife(Duration life) {
            tokenLife = life;
            return this;
        }

        public Builder oneByOne(boolean inTurn) {
            oneByOne = inTurn;
            return this;
        }

        /** @throws LabException (usage) for what cannot be */
        public LabConfig build() {
            return new LabConfig(
                    folder, substrate, cluster, kdc, brokers, basePort, users, extras, tokenLife, oneByOne);
        }
    }
}
