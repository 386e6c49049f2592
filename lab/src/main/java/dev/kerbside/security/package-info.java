/** The three KDCs, keytabs, certificates, and the ways to log in. */
package dev.kerbside.security;
