package dev.kerbside.taxi.pyspark;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import py4j.reflection.CurrentThreadClassLoadingStrategy;

/**
 * Remembers what is no class. Python asks so of each part of a dotted name, and of {@code functions} in each package that
 * PySpark imports, again with each call; and each time Java looks for it in all jars.
 */
final class MissingClasses extends CurrentThreadClassLoadingStrategy {
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    @Override
    public Class<?> classForName(String name) throws ClassNotFoundException {
        if (missing.contains(name)) {
            throw new ClassNotFoundException(name);
        }
        try {
            return super.classForName(name);
        } catch (ClassNotFoundException e) {
            missing.add(name);
            throw e;
        }
    }
}
