/**
 * A lab in a process of its own, for a class path that has none of its libraries; both sides of what the two say.
 *
 * <pre>
 *  InstalledLabs ──► Installation ──► java LabServer ──► Lab.start, Lab.attach
 *        └─► RemoteLab ◄── words, a line each ──┘
 * </pre>
 */
package dev.kerbside.remote;
