/** Nodes in containers of a Docker engine, under TDP's host names, with an edge node. */
package dev.kerbside.substrate.containers;
