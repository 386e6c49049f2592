/**
 * The tutorial's steps: each is done, checked and taken back; and the report.
 *
 * <pre>
 *  Step ──► Exercise: CodeExercise (JavaCode, Drill) or ScriptExercise
 *  TutorialRun ──► Attempt ──► StepResult
 * </pre>
 */
package dev.kerbside.steps;
