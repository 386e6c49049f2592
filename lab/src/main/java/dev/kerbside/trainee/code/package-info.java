/** A trainee's code in any language: the reference with the exercises in place of its own members. */
package dev.kerbside.trainee.code;
