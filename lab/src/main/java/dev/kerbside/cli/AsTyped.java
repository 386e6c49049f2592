package dev.kerbside.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The lab's messages name its commands by one word, as {@code lab up}; a person who copies one from their terminal needs
 * it as they call the lab there, for example {@code lab/bin/lab up}. The launcher tells that in LAB_COMMAND.
 */
final class AsTyped {
    private static final String COMMAND =
            Optional.ofNullable(System.getenv("LAB_COMMAND")).orElse("lab");

    private static final Pattern NAMED = Pattern.compile("(?<![\\w/.-]|the )lab (?=(?:"
            + Main.COMMANDS.stream().map(Main::name).collect(Collectors.joining("|"))
            + ")\\b)");

    private AsTyped() {}

    static String of(String text) {
        return of(text, COMMAND);
    }

    static String of(String text, String command) {
        return NAMED.matcher(text).replaceAll(Matcher.quoteReplacement(command + " "));
    }
}
