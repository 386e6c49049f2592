/** The text of every configuration file: values in, text out, with no file and no server. */
package dev.kerbside.config;
