/** Nodes as processes of this machine, all named localhost. */
package dev.kerbside.substrate.embedded;
