package dev.kerbside.taxi.job;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How one speaks of a job, by the language that it is written in. */
public enum Wording {
    JAVA {
        @Override
        public String said(String words) {
            return words;
        }
    },

    /** Methods are functions, named in snake_case; the settings are attributes. */
    PYTHON {
        @Override
        public String said(String words) {
            String said = SETTING.matcher(words).replaceAll(found -> "settings." + snakeCase(found.group(1)));
            said = METHOD.matcher(said).replaceAll(found -> snakeCase(found.group(1)));
            for (var idiom : IDIOMS.entrySet()) {
                said = said.replace(idiom.getKey(), idiom.getValue());
            }
            return said;
        }
    };

    private static final Pattern SETTING = Pattern.compile("\\bsettings\\.(\\w+)\\(\\)");

    /** Ours, not Spark's: PySpark has the names of Java. */
    private static final Pattern METHOD =
            Pattern.compile(Stream.of(Job.class, NycTaxiStreaming.class, TripQuestions.class)
                    .flatMap(job -> Arrays.stream(job.getDeclaredMethods()))
                    .map(Method::getName)
                    .filter(name -> name.matches("[a-z]+[A-Z]\\w*"))
                    .distinct()
                    .collect(Collectors.joining("|", "\\b(", ")(?=\\()")));

    private static final Map<String, String> IDIOMS = new LinkedHashMap<>();

    static {
        IDIOMS.put(".as(", ".alias(");
        IDIOMS.put("sparkSession()", "sparkSession");
        IDIOMS.put("the comment above the method", "the docstring of the function");
        IDIOMS.put("the comment above", "the docstring of");
        IDIOMS.put("The method ", "The function ");
        IDIOMS.put("send() throws", "send() raises");
        IDIOMS.put("callback throws", "callback raises");
        IDIOMS.put("and throw", "and raise");
    }

    /** What is said in Java's words, in those of this language. */
    public abstract String said(String words);

    /** A name of Java's as Python spells it: {@code joinZones} is {@code join_zones}. */
    public static String snakeCase(String name) {
        return name.replaceAll("(?=[A-Z])", "_").toLowerCase();
    }
}
