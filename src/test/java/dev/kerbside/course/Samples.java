package dev.kerbside.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small course in a temporary folder: one page without a fault, and the source that it quotes. */
record Samples(Path root) {
    static final String STEP = "01-sample";

    static final String PAGE =
            """
            # 01-sample: A sample

            Tutorial § 1 · [all steps](../README.md) · next: [02-next](../02-next/README.md)

            ## Goal

            See [the next step](../02-next/README.md#goal), [again](../02-next/README.md), \
            and <https://example.org/a>.

            ## Exercise

            * Write **it**.
            * Run it:
              * once, or
              * twice.

            ## Do it

            ```bash
            lab/bin/lab step do 01-sample
            ```

            ## What you should see

            | what | how many |
            |---|---:|
            | trips | 62,495 |

            ## Hints

            1. Look at `f`.
            2. It returns a number:

               ```text
               42
               ```

            3. Return 42,
               and nothing else.

            ## When it fails

            Read on.

            ## How it works

            <!-- code: src/A.java#f -->
            ```java
            int f() {
                return 42;
            }
            ```

            ```mermaid
            graph LR
                a --> b
            ```
            <!-- terminal
            ┌─┐   ┌─┐
            │a│ ► │b│
            └─┘   └─┘
            -->

            ## Questions

            **1. Why 42?**

            <details><summary>Answer</summary>

            Because it is *the* answer.

            </details>

            **2. Why not 43?**

            <details><summary>Answer</summary>

            Too many.

            </details>

            ## Go further

            * Further.
            """;

    /** The page as it is given. */
    Page page(String text) {
        try {
            Path file = root.resolve("tutorial-steps").resolve(STEP).resolve("README.md");
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            Files.createDirectories(root.resolve("src"));
            Files.writeString(
                    root.resolve("src/A.java"),
                    "class A {\n    int f() {\n        return 42;\n    }\n\n    int g;\n}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Course(root).page(STEP);
    }

    Page page() {
        return page(PAGE);
    }

    /** The page with one change, which must be one. */
    Page with(String old, String replacement) {
        if (!PAGE.contains(old)) {
            throw new IllegalArgumentException(old);
        }
        return page(PAGE.replace(old, replacement));
    }
}
