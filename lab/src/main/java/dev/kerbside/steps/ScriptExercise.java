package dev.kerbside.steps;

/** Commands in a shell: a script of the person's, whose work the step's check sees on the cluster. */
public record ScriptExercise() implements Exercise {}
