package dev.kerbside.junit;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.Principal;
import dev.kerbside.security.KafkaLogin;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/** Gives tests what {@link Kerberized} says. */
final class KerberizedExtension implements BeforeAllCallback, TestInstancePostProcessor, ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return parameter.isAnnotated(Kerberized.class) || type == Lab.class || type == Endpoints.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return given(
                parameter.getParameter().getType(),
                parameter.findAnnotation(Kerberized.class),
                context,
                parameter.getParameter().toString());
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IllegalAccessException {
        fill(context.getRequiredTestClass(), null, context);
    }

    @Override
    public void postProcessTestInstance(Object test, ExtensionContext context) throws IllegalAccessException {
        fill(test.getClass(), test, context);
    }

    /** @param test whose fields are filled; without one, the static ones */
    private static void fill(Class<?> type, Object test, ExtensionContext context) throws IllegalAccessException {
        for (Class<?> home = type; home != null; home = home.getSuperclass()) {
            for (Field field : home.getDeclaredFields()) {
                Kerberized wanted = field.getAnnotation(Kerberized.class);
                if (wanted != null && Modifier.isFinal(field.getModifiers())) {
                    throw new ExtensionConfigurationException("A field with @Kerberized must not be final: " + field);
                }
                if (wanted != null && Modifier.isStatic(field.getModifiers()) == (test == null)) {
                    field.setAccessible(true);
                    field.set(test, given(field.getType(), Optional.of(wanted), context, field.toString()));
                }
            }
        }
    }

    private static Object given(Class<?> type, Optional<Kerberized> wanted, ExtensionContext context, String where) {
        Lab lab = SharedLab.get(context::getConfigurationParameter);
        String principal = wanted.map(Kerberized::value).orElse(Principal.TDP_USER.name());
        if (type == Lab.class) {
            return lab;
        }
        if (type == Endpoints.class) {
            return lab.endpoints();
        }
        if (type == Properties.class) {
            return properties(lab.endpoints(), principal);
        }
        if (type == Map.class) {
            Map<String, Object> map = new HashMap<>();
            properties(lab.endpoints(), principal).forEach((key, value) -> map.put((String) key, value));
            return map;
        }
        if (type == WebHdfs.class && principal.equals(Kerberized.ADMIN)) {
            throw new ExtensionConfigurationException(
                    "@Kerberized(ADMIN) is Kafka's superuser, for Properties and Map, and has no WebHdfs: " + where);
        }
        if (type == WebHdfs.class) {
            return WebHdfs.of(lab.endpoints(), user(lab.endpoints(), principal));
        }
        throw new ExtensionConfigurationException(
                "@Kerberized gives a Lab, Endpoints, Properties, Map or WebHdfs, and no %s: %s".formatted(type, where));
    }

    private static Properties properties(Endpoints lab, String principal) {
        return principal.equals(Kerberized.ADMIN)
                ? KafkaLogin.administrator(lab)
                : KafkaLogin.keytab(lab, user(lab, principal));
    }

    private static Principal user(Endpoints lab, String name) {
        if (!lab.users().contains(name)) {
            throw new ExtensionConfigurationException(
                    "There is no user '%s' in the lab; users are %s. -Dkerbside.users=NAME,… makes others."
                            .formatted(name, lab.users()));
        }
        return Principal.user(name);
    }
}
