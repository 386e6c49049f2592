package dev.kerbside.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page as the source of what tests run: the fenced block after a comment {@code <!-- run: NAME -->}. */
class TestedPage {
    private static final Pattern BLOCK = Pattern.compile("<!-- run: (\\S+) -->\n```\\w+\n(.*?)\n```", Pattern.DOTALL);

    private final Path file;
    private final String text;

    TestedPage(Path file) throws IOException {
        this.file = file;
        this.text = Files.readString(file);
    }

    String text() {
        return text;
    }

    /** The block's text, exactly as it is printed. */
    String block(String name) {
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group(1).equals(name)) {
                return block.group(2);
            }
        }
        throw new AssertionError(file + " has no block after <!-- run: " + name + " -->");
    }
}
