/** The pages of the course: read, checked, and shown in a terminal. */
package dev.kerbside.course;
