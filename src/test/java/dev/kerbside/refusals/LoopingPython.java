package dev.kerbside.refusals;

import dev.kerbside.python.Python;
import dev.kerbside.taxi.pyspark.Attached;
import dev.kerbside.taxi.pyspark.PythonJob;
import java.nio.file.Files;
import java.nio.file.Path;

/** A lab whose Python is at work on a person's loop without an end: a JVM to be killed. */
public final class LoopingPython {
    /** What the person's code prints: the number of its process. */
    static final String WORD = "looping as ";

    private LoopingPython() {}

    /** @param args the folder of attach.py, and one for the person's code */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        Files.writeString(
                folder.resolve(PythonJob.JOB + ".py"),
                "import os\n\nprint('" + WORD + "', os.getpid(), sep='')\nwhile True:\n    pass\n");
        PythonJob.load(Attached.start(Python.require("A loop"), Path.of(args[0])), folder);
    }
}
