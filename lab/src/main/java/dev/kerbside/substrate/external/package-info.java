/** A cluster that was there before: nothing of it is started, and only what the lab made is removed. */
package dev.kerbside.substrate.external;
