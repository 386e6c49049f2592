/** The lesson of growth: what more records cost, in time and memory. */
package dev.kerbside.lessons.growth;
