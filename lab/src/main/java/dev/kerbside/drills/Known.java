package dev.kerbside.drills;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What helps against an error.
 *
 * @param word a pattern that stands in its first line
 */
record Known(Pattern word, String cure) {
    private static final String BUILT_IN =
            "That is Python's own function of the name: import the one of pyspark.sql.functions.";

    private static final String CALL = "Call it: the parentheses after its name are missing.";

    /** The first counts. */
    private static final List<Known> ALL = List.of(
            new Known(
                    "`_corrupt_record`",
                    "Is it the last column of SCHEMA (_corrupt_record STRING), are the fields taken out of the struct, and is it dropped only in the end?"),
            new Known("UNRESOLVED_COLUMN.* name `.` ", BUILT_IN + " Python's max() of a text is a letter."),
            new Known(
                    "UNRESOLVED_COLUMN",
                    "A name is misspelt, or the column is not there: compare it with the comment above the method."),
            new Known(
                    "FIELD_NOT_FOUND",
                    "A name is misspelt, or the field is not there: compare it with the comment above the method."),
            new Known(
                    "AMBIGUOUS_REFERENCE",
                    "Both sides have a column of that name: select and rename on one side before you join."),
            new Known(
                    "UNRESOLVED_USING_COLUMN",
                    "By its name alone a column can be joined that both sides have: compare the two columns instead."),
            new Known("Unsupported join type", "Take one of those."),
            new Known("near '\\{'", "Braces are filled in only if an f stands before the text."),
            new Known("near '\\['", "A DataFrame has no name in SQL: make a view of it, and write the name of that."),
            new Known(
                    "PARSE_SYNTAX_ERROR",
                    "Spark reads that text as SQL: look for a missing comma or type, or a comma too many."),
            new Known("UNSUPPORTED_DATATYPE", "Types that SQL has are LONG, DOUBLE and STRING."),
            new Known(
                    "UNRESOLVED_ROUTINE",
                    "No function has that name: is it misspelt, or registered in another session?"),
            new Known(
                    "TABLE_OR_VIEW_NOT_FOUND",
                    "A view must be made before it is asked, in the session of the DataFrame."),
            new Known("TEMP_TABLE_OR_VIEW_ALREADY_EXISTS", "It is called more than once: the view must be replaced."),
            new Known(
                    "BINARY_OP_DIFF_TYPES",
                    "Both sides must be of one type. Does each comparison stand in parentheses?"),
            new Known("DATATYPE_MISMATCH", "Spark's words name the function, and the type that it cannot take."),
            new Known(
                    "NotSerializableException",
                    "Spark sends your function to tasks, with all that it uses: make that static, or new inside the function."),
            new Known(
                    "streaming sources must be executed",
                    "show(), count() and collect() ask for an end, and a stream has none: only describe what is to be done."),
            new Known("CALL_ON_STREAMING_DATASET_UNSUPPORTED", "A stream is written by writeStream."),
            new Known("not supported", "Not all that a table can do a stream can: Spark's words name the part."),
            new Known(
                    "NullPointerException",
                    "A value is null there, or a whole record (a tombstone): that must not end the job."),
            new Known("ClassCastException", "A value there has another type than the code expects."),
            new Known("ExceptionInInitializerError", "It happens when the class is loaded: look at its constants."),
            new Known(
                    "CANNOT_CONVERT_COLUMN_INTO_BOOL",
                    "Conditions of Columns are joined by & and |, and turned round by ~, not by and, or, not; each comparison stands in parentheses."),
            new Known("'Column' object is not callable", "A Column has no method of that name: is it misspelt?"),
            new Known(
                    "options\\(\\) takes 1 positional argument",
                    "A dict is handed over with two stars: **settings.kafka."),
            new Known("object is not callable", "It is a value, not a function: leave out the parentheses after it."),
            new Known("Column is not iterable", BUILT_IN),
            new Known("define __round__", BUILT_IN),
            new Known("for \\+: 'int' and 'str'", BUILT_IN),
            new Known("abs\\(\\): 'Column'", BUILT_IN),
            new Known(", got function", CALL),
            new Known("unary ~: 'function'", CALL),
            new Known(", got NoneType", "A function there returns None: is its return missing?"),
            new Known(", got bool", "A Column is not None, nor equal to it: ask isNull() or isNotNull()."),
            new Known(", got int", "A time is a text with its unit, as \"5 minutes\"."),
            new Known("<bound method", CALL),
            new Known(
                    "'Column' object cannot be interpreted",
                    "A Column has no value yet: take a function of pyspark.sql.functions, or make one for rows with udf()."),
            new Known(
                    "'DataFrame' object has no attribute",
                    "Spark's DataFrame has no column and no method of that name; pandas and RDDs have others."),
            new Known(
                    "has no attribute 'tzinfo'",
                    "A function for rows returns something else than the type that udf() is told."),
            new Known(", got str", "Text is no Column: col() makes one of a name, and expr() of SQL."),
            new Known(
                    "'JobSettings' object has no attribute",
                    "The settings are named in job_settings.py, with _ between words."),
            new Known("name '(true|false|null)' is not defined", "Python writes True, False and None."),
            new Known("name 'spark' is not defined", "Each DataFrame has its session: the attribute sparkSession."),
            new Known("NameError", "A name is misspelt, or not imported."),
            new Known(
                    "UnboundLocalError", "The function gives that name a value of its own: take another name for it."),
            new Known("ModuleNotFoundError", "A module is misspelt, or not in the environment that lab python made."),
            new Known("ImportError", "A name is misspelt, or that module does not have it."),
            new Known(
                    "'NoneType'",
                    "A value is None there: that of a function without a return, or NULL in a function that is called for rows."),
            new Known(
                    "AttributeError",
                    "A name is misspelt, or what stands before the dot is something else than you think."),
            new Known(
                    "positional argument", "The call and the head of the function do not agree: count the arguments."),
            new Known("unexpected keyword argument", "The call and the head of the function do not agree."),
            new Known("KeyError", "There is no such key: print those that there are."),
            new Known("does not exist", "Spark has no such method for arguments of these types."),
            new Known("SystemExit", "Leave out exit(): the job goes on."),
            new Known(
                    "TooLong",
                    "Only describe what is to be done: Spark does it later. Is there a loop without an end?"),
            new Known("RecursionError", "A function calls itself without an end."),
            new Known(
                    "CONTEXT_ONLY_VALID_ON_DRIVER",
                    "A function that is called for rows has no Spark: leave it out there."),
            new Known("Python worker exited", "A function that is called for rows ends Python: does it call exit()?"),
            new Known("IndentationError", "Lines of one block begin in the same column."),
            new Known("TabError", "Tabs and spaces are mixed: take spaces."),
            new Known("SyntaxError", "Look at that line, and at the end of the one before."),
            new Known("", "Look at what it is given there: print its schema, or look at the line."));

    Known(String word, String cure) {
        this(Pattern.compile(word), cure);
    }

    static String cure(String words) {
        return ALL.stream()
                .filter(known -> known.word.matcher(words).find())
                .findFirst()
                .orElseThrow()
                .cure;
    }
}
