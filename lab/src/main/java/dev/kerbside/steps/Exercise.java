package dev.kerbside.steps;

/**
 * What the page of a step asks a person to do. It is held by the step as a value. A further language is a further part of
 * {@link CodeExercise}: the drill stays the same, because it judges what the code does and not its text.
 */
public sealed interface Exercise permits CodeExercise, ScriptExercise {}
