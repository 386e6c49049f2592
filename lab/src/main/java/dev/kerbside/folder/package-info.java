/** A lab's folder: its plan, who owns and holds it, and what is written into it for other processes. */
package dev.kerbside.folder;
