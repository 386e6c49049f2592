/** The door: the lab's own {@link dev.kerbside.LabProvider}, which knows every substrate. */
package dev.kerbside.door;
