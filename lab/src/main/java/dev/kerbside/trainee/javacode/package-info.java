/** A trainee's code in Java: compiled, loaded, and called as a job. Another language has a room beside this one. */
package dev.kerbside.trainee.javacode;
