/** Both chapters in order: the tutorial, and the lessons that prove what it promises. */
package dev.kerbside.lessons;
