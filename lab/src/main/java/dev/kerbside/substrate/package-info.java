/**
 * What is the same wherever the nodes of a lab run: their description, the start in order, the first uses, the client
 * kit.
 *
 * <pre>
 *  Platform ──► Infrastructure ──► RunningNodes ──► StartedLab ──► LabHandle
 *  (a substrate) (of one lab)      (each used)      (owns it)      (is the Lab)
 * </pre>
 */
package dev.kerbside.substrate;
