/** Lessons of tickets and permissions: what a job does when they end or are taken away. */
package dev.kerbside.lessons.security;
