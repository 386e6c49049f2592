/**
 * A person's workspace, where they stand, and the course's own test. What belongs to one language is in a room of its
 * own.
 */
package dev.kerbside.trainee;
