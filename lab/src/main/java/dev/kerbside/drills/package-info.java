/** What § 3's code is tried on: a few hand-made records, and words for each mistake. */
package dev.kerbside.drills;
