package dev.kerbside.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A class of tests that need a lab as new: {@link RunningLab} starts one for it, and ends it afterwards. Such classes are
 * in the package {@code alone}, because classes run in the order of their names, and the lab that the others share starts
 * after them. Who kills a node of a shared lab starts it again.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OwnLab {}
