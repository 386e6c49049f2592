/** Python beside Java: the interpreter, its packages and PySpark's sources, all optional, in the person's cache. */
package dev.kerbside.python;
