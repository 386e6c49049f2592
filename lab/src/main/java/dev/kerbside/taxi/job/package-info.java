/** The third station: the streaming job, one method a section of the tutorial. */
package dev.kerbside.taxi.job;
