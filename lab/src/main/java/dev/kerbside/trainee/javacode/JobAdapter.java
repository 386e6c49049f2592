package dev.kerbside.trainee.javacode;

import dev.kerbside.LabException;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * Writes, while a trainee's job is compiled, the class by which the lab calls it: a {@link Job} beside the trainee's
 * classes whose methods call theirs, for the compiler to check. What they lack is said when it is called: who works on
 * § 3.2 may have no § 3.5 yet.
 */
final class JobAdapter extends AbstractProcessor {
    /** Its simple name. */
    static final String NAME = "KerbsideJob";

    private static final String SCHEMA = "SCHEMA";

    private final String home;

    /** @param home the trainee's package */
    JobAdapter(String home) {
        this.home = home;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (!round.getRootElements().isEmpty() && type(home + "." + NAME).isEmpty()) {
            write(text());
        }
        return false;
    }

    private void write(String text) {
        try (Writer out =
                processingEnv.getFiler().createSourceFile(home + "." + NAME).openWriter()) {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() {
        TypeElement job = type(Job.class.getName()).orElseThrow();
        String methods = ElementFilter.methodsIn(job.getEnclosedElements()).stream()
                .filter(method -> method.getModifiers().contains(Modifier.ABSTRACT))
                .map(this::method)
                .collect(Collectors.joining());
        return "package %s;%n%n/** Made by the lab: how it calls your job. */%npublic final class %s implements %s {%n%s}%n"
                .formatted(home, NAME, Job.class.getName(), methods);
    }

    private String method(ExecutableElement method) {
        String parameters = IntStream.range(0, method.getParameters().size())
                .mapToObj(i -> method.getParameters().get(i).asType() + " a" + i)
                .collect(Collectors.joining(", "));
        return "    @Override public %s %s(%s) throws Exception { %s }%n"
                .formatted(method.getReturnType(), method.getSimpleName(), parameters, body(method));
    }

    /** Calls theirs; without one, it is empty if the job may lack it. */
    private String body(ExecutableElement method) {
        Optional<TypeMirror> ifAny = optional(method.getReturnType());
        TypeMirror wanted = ifAny.orElse(method.getReturnType());
        Optional<String> theirs = method.getSimpleName().contentEquals("schema") ? schema() : call(method, wanted);
        if (theirs.isEmpty()) {
            return ifAny.isPresent()
                    ? "return java.util.Optional.empty();"
                    : "throw %s.checkFailed(%s);".formatted(LabException.class.getName(), quoted(lacking(method)));
        }
        String value = "%s.returned(\"%s\", %s)".formatted(Job.class.getName(), method.getSimpleName(), theirs.get());
        return ifAny.isPresent() ? "return java.util.Optional.of(%s);".formatted(value) : "return %s;".formatted(value);
    }

    private static Optional<TypeMirror> optional(TypeMirror type) {
        return type instanceof DeclaredType declared
                        && declared.asElement().getSimpleName().contentEquals("Optional")
                ? Optional.of(declared.getTypeArguments().get(0))
                : Optional.empty();
    }

    private Optional<String> schema() {
        return theirs(NycTaxiStreaming.class).stream()
                .filter(member -> member.getKind() == ElementKind.FIELD
                        && member.getSimpleName().contentEquals(SCHEMA))
                .findFirst()
                .map(field -> owner(NycTaxiStreaming.class) + "." + SCHEMA);
    }

    private Optional<String> call(ExecutableElement method, TypeMirror wanted) {
        String arguments = IntStream.range(0, method.getParameters().size())
                .mapToObj(i -> "a" + i)
                .collect(Collectors.joining(", "));
        Class<?> reference = reference(method);
        return ElementFilter.methodsIn(theirs(reference)).stream()
                .filter(one -> fits(one, method, wanted))
                .findFirst()
                .map(one -> "%s.%s(%s)".formatted(owner(reference), one.getSimpleName(), arguments));
    }

    private boolean fits(ExecutableElement one, ExecutableElement method, TypeMirror wanted) {
        List<? extends VariableElement> given = method.getParameters();
        List<? extends VariableElement> taken = one.getParameters();
        return one.getSimpleName().equals(method.getSimpleName())
                && taken.size() == given.size()
                && IntStream.range(0, given.size())
                        .allMatch(i ->
                                isAssignable(given.get(i).asType(), taken.get(i).asType()))
                && isAssignable(one.getReturnType(), wanted);
    }

    private boolean isAssignable(TypeMirror from, TypeMirror to) {
        return processingEnv.getTypeUtils().isAssignable(from, to);
    }

    /** The static members of a class of theirs that a class beside it may use, inherited ones too. */
    private List<? extends Element> theirs(Class<?> reference) {
        return type(owner(reference))
                .map(theirs -> processingEnv.getElementUtils().getAllMembers(theirs).stream()
                        .filter(member -> member.getModifiers().contains(Modifier.STATIC)
                                && !member.getModifiers().contains(Modifier.PRIVATE))
                        .toList())
                .orElse(List.of());
    }

    /** The class of the reference that has this method. */
    private Class<?> reference(ExecutableElement method) {
        return WorkspaceSources.ALL.stream()
                .filter(reference ->
                        ElementFilter.methodsIn(
                                        type(reference.getName()).orElseThrow().getEnclosedElements())
                                .stream()
                                .anyMatch(one -> one.getSimpleName().equals(method.getSimpleName())))
                .findFirst()
                .orElseThrow();
    }

    private String owner(Class<?> reference) {
        return home + "." + reference.getSimpleName();
    }

    private Optional<TypeElement> type(String name) {
        return Optional.ofNullable(processingEnv.getElementUtils().getTypeElement(name));
    }

    private String lacking(ExecutableElement method) {
        String types = method.getParameters().stream()
                .map(parameter -> processingEnv
                        .getTypeUtils()
                        .asElement(parameter.asType())
                        .getSimpleName())
                .collect(Collectors.joining(", "));
        return "%s has no method 'public static … %s(%s)' with the exercise's types. Give it back the head that it had: lab step solution shows it."
                .formatted(reference(method).getSimpleName(), method.getSimpleName(), types);
    }

    private String quoted(String text) {
        return processingEnv.getElementUtils().getConstantExpression(text);
    }
}
