package dev.kerbside.process;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Variables of a person's environment that reach into what the lab runs: the one list of them. The lab's command, its
 * JVMs and its commands do without; a person's own clients do not, which {@code lab doctor} says.
 */
public final class ForeignVariables {
    /** Options that every JVM takes up by itself; what is in the first no flag can undo. */
    public static final List<String> OF_JVMS = List.of("_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    /** By which a Python takes up other modules than its own. */
    public static final List<String> OF_PYTHON = List.of("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP");

    /** Beginnings of the names of Kerberos', Hadoop's, Kafka's and Spark's. */
    public static final List<String> PREFIXES = List.of("KRB5", "HADOOP_", "HDFS_", "KAFKA_", "SPARK_");

    /**
     * What Spark takes for this machine's address and name: else it asks the system, where a name may have no address,
     * or one of another machine, or a letter that no URL may have.
     */
    public static final Map<String, String> SPARKS_OWN_ADDRESS =
            Map.of("SPARK_LOCAL_IP", "127.0.0.1", "SPARK_LOCAL_HOSTNAME", "localhost");

    private static final String CLASS_PATH = "CLASSPATH";

    /** The launcher hands a variable on under this name and its own: the lab's JVM shall not read it. */
    private static final String LEFT_OUT = "LAB_LEFT_OUT_";

    private ForeignVariables() {}

    private static boolean isForeign(String name) {
        return OF_JVMS.contains(name)
                || name.equals(CLASS_PATH)
                || PREFIXES.stream().anyMatch(name::startsWith);
    }

    /** Takes them out of the environment of a process that is to be started. */
    public static void remove(Map<String, String> environment) {
        environment.keySet().removeIf(ForeignVariables::isForeign);
    }

    /** Those that a person has set, by name; also those that the launcher has left out. */
    public static SortedMap<String, String> in(Map<String, String> environment) {
        SortedMap<String, String> found = new TreeMap<>(environment);
        found.keySet().removeIf(name -> !isForeign(name));
        found.putAll(leftOut(environment));
        found.entrySet().removeAll(SPARKS_OWN_ADDRESS.entrySet());
        return found;
    }

    /** Gives a person's shell back what the launcher has left out. */
    public static void giveBack(Map<String, String> environment) {
        Map<String, String> leftOut = leftOut(environment);
        SPARKS_OWN_ADDRESS.keySet().forEach(environment::remove);
        environment.keySet().removeIf(name -> name.startsWith(LEFT_OUT));
        environment.putAll(leftOut);
    }

    private static Map<String, String> leftOut(Map<String, String> environment) {
        Map<String, String> leftOut = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(LEFT_OUT)) {
                leftOut.put(name.substring(LEFT_OUT.length()), value);
            }
        });
        return leftOut;
    }
}
