package dev.kerbside.cli;

import static dev.kerbside.cli.Finding.ok;
import static dev.kerbside.cli.Finding.warn;

import dev.kerbside.process.ForeignVariables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Examines a person's environment: what their own clients of the lab would follow, and the lab does not. */
final class VariablesExamination {
    private static final List<String> PROXIES = List.of("http_proxy", "https_proxy", "all_proxy");
    private static final List<String> AUTHORITIES =
            List.of("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR");
    private static final List<String> LIBRARIES =
            List.of("LD_PRELOAD", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME", "PYTHONPATH");
    private static final String LABS_ENVIRONMENT = "eval \"$(lab/bin/lab env)\"";

    private final Path lab;
    private final Map<String, String> environment;

    VariablesExamination(Path lab, Map<String, String> environment) {
        this.lab = lab;
        this.environment = environment;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(clients());
        findings.add(jvms());
        findings.add(proxy());
        Stream.of(ticketCache(), authorities(), libraries(), locale())
                .flatMap(Optional::stream)
                .forEach(findings::add);
        return findings;
    }

    private Finding clients() {
        SortedMap<String, String> set = ForeignVariables.in(environment);
        set.keySet().removeAll(ForeignVariables.OF_JVMS);
        set.values().removeIf(value -> value.contains(lab.toString()));
        return set.isEmpty()
                ? ok("environment", "no variable of Kerberos, Hadoop, Kafka or Spark in the way")
                : warn(
                        "environment",
                        "set: %s. The lab ignores them, and your own clients do not".formatted(names(set.keySet())),
                        "unset them, or " + LABS_ENVIRONMENT + ".");
    }

    private Finding jvms() {
        SortedMap<String, String> set = ForeignVariables.in(environment);
        set.keySet().retainAll(ForeignVariables.OF_JVMS);
        return set.isEmpty()
                ? ok("java options", "no variable changes every JVM")
                : warn(
                        "java options",
                        "set: %s. The lab's JVMs and commands leave them out, and your own JVMs do not"
                                .formatted(names(set.keySet())),
                        "if a client of yours behaves oddly, unset them. (A proxy for Maven belongs into ~/.m2/settings.xml.)");
    }

    private Finding proxy() {
        List<String> set = set(name -> PROXIES.contains(name.toLowerCase(java.util.Locale.ROOT)));
        boolean direct = Stream.of("no_proxy", "NO_PROXY")
                .map(environment::get)
                .filter(Objects::nonNull)
                .anyMatch(hosts -> List.of(hosts.split("[, ]+")).contains("localhost") || hosts.equals("*"));
        if (set.isEmpty() || direct) {
            return ok("proxy", set.isEmpty() ? "none is set" : "set: %s, but not for localhost".formatted(names(set)));
        }
        return warn(
                "proxy",
                "set: %s, for localhost too. curl and Python would ask it for the lab's WebHDFS".formatted(names(set)),
                "work in lab shell, or %s: both add localhost to no_proxy.".formatted(LABS_ENVIRONMENT));
    }

    private Optional<Finding> ticketCache() {
        String cache = ForeignVariables.in(environment).getOrDefault("KRB5CCNAME", "");
        boolean file = !cache.matches("[A-Za-z]{2,}:.*") || cache.startsWith("FILE:");
        return file
                ? Optional.empty()
                : Optional.of(warn(
                        "tickets",
                        "KRB5CCNAME is %s. Java reads tickets from files only".formatted(cache),
                        "kinit in lab shell, or after %s, which names a file.".formatted(LABS_ENVIRONMENT)));
    }

    private Optional<Finding> authorities() {
        List<String> set = set(AUTHORITIES::contains);
        return set.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        warn(
                                "authorities",
                                "set: %s. A program that prefers these to its own setting does not trust the lab's certificates"
                                        .formatted(set),
                                "name the lab's CA in each call: curl --cacert \"$LAB_CA\", in Python's requests verify=os.environ[\"LAB_CA\"] (of a call, not of a session)."));
    }

    private Optional<Finding> libraries() {
        List<String> set = set(LIBRARIES::contains);
        set.removeIf(name -> environment.get(name).matches("[^:]*libnss_wrapper[^:]*"));
        return set.isEmpty()
                ? Optional.empty()
                : Optional.of(warn(
                        "libraries",
                        "set: %s. kinit, curl, kcat and Python may load other libraries than their own"
                                .formatted(names(set)),
                        "if one of them fails in lab shell, unset these there."));
    }

    /** Languages in which the small i has another capital letter than I. */
    private Optional<Finding> locale() {
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(environment::get)
                .filter(value -> value != null && !value.isEmpty())
                .findFirst()
                .orElse("");
        return locale.matches("(tr|az|lt)[_.@].*")
                ? Optional.of(
                        warn(
                                "locale",
                                "%s. Kafka's and Hadoop's own programs fail in it (No enum constant …); the lab's JVMs speak English"
                                        .formatted(locale),
                                "give your own JVMs -Duser.language=en, for example: export KAFKA_OPTS=\"$KAFKA_OPTS -Duser.language=en\"."))
                : Optional.empty();
    }

    private List<String> set(Predicate<String> which) {
        List<String> set = new ArrayList<>(new TreeSet<>(environment.keySet()));
        set.removeIf(name -> !which.test(name) || environment.get(name).isEmpty());
        return set;
    }

    private static String names(Collection<String> variables) {
        return String.join(", ", variables);
    }
}
