/** Text for people: one line of an exception, and other people's text without what would command a terminal. */
package dev.kerbside.text;
