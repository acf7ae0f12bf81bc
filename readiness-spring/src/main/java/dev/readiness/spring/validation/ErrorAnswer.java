package dev.readiness.spring.validation;

import dev.readiness.spring.assessment.FlowCall;
import dev.readiness.spring.assessment.FlowListener;
import dev.readiness.spring.assessment.FlowValue;
import dev.readiness.spring.assessment.FlowValue.Origin;
import dev.readiness.spring.assessment.FlowValue.Part;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one method puts of an exception into an answer, and to which methods of its own class it hands one over. */
final class ErrorAnswer implements FlowListener {

    /** Exceptions whose message the application did not write: statements, paths, class names and rejected values stand in it. */
    private static final Set<String> FOREIGN = Set.of(
            "java/lang/Throwable",
            "java/lang/Exception",
            "java/lang/RuntimeException",
            "java/lang/Error",
            "java/lang/NullPointerException",
            "java/io/IOException",
            "java/sql/SQLException",
            "jakarta/servlet/ServletException",
            "org/springframework/http/converter/HttpMessageNotReadableException",
            "org/springframework/web/bind/MethodArgumentNotValidException",
            "org/springframework/validation/BindException",
            "org/springframework/web/method/annotation/MethodArgumentTypeMismatchException");

    private static final List<String> FOREIGN_PACKAGES =
            List.of("org/springframework/dao/", "org/springframework/jdbc/", "org/hibernate/", "jakarta/persistence/");

    private static final Set<String> TOLD = Set.of("getMessage", "getLocalizedMessage", "toString");

    private static final Set<String> NAMES = Set.of("getName", "getSimpleName", "getCanonicalName", "getTypeName");

    /** Names of the application's methods that make an answer out of what they are given. */
    private static final Pattern MAKING =
            Pattern.compile("(?i).*(error|build|create|make|fail|response|problem|message|body|detail|status|result).*"
                    + "|of|with|to|(set|put|add|with)\\p{Lu}.*");

    private static final Set<String> MODELS = Set.of(
            "org/springframework/ui/Model",
            "org/springframework/ui/ModelMap",
            "org/springframework/web/servlet/ModelAndView",
            "org/springframework/web/servlet/mvc/support/RedirectAttributes",
            "java/io/PrintWriter");

    /** What goes on with the result of a lambda where something failed. */
    private static final Set<String> RESCUING = Set.of("onErrorResume", "exceptionally", "exceptionallyCompose");

    private final String className;

    private @Nullable FlowCall lambda;

    private final Set<String> told = new HashSet<>();

    private final Set<String> handedTo = new HashSet<>();

    /**
     * @param className internal name of the class that has the method
     */
    ErrorAnswer(String className) {
        this.className = className;
    }

    static boolean isForeign(String exception) {
        return FOREIGN.contains(exception) || FOREIGN_PACKAGES.stream().anyMatch(exception::startsWith);
    }

    /** Returns what is told to the client, as the code has it: {@code Exception.getMessage()}. */
    Set<String> told() {
        return told;
    }

    /** Returns name and descriptor of the methods that are given an exception that may be anything. */
    Set<String> handedTo() {
        return handedTo;
    }

    @Override
    public void called(FlowCall call, List<FlowValue> arguments) {
        if (MODELS.contains(call.owner())) {
            arguments.stream().skip(call.isStatic() ? 0 : 1).forEach(this::note);
        }
        if (call.lambda() != null) {
            lambda = call.lambda();
        } else if (RESCUING.contains(call.name())
                && lambda != null
                && lambda.owner().equals(className)) {
            handedTo.add(lambda.name() + lambda.descriptor());
        }
        if (call.owner().equals(className) && arguments.stream().anyMatch(ErrorAnswer::isForeignException)) {
            handedTo.add(call.name() + call.descriptor());
        }
    }

    @Override
    public void returned(FlowValue value) {
        note(value);
    }

    @Override
    public boolean carries(FlowCall call) {
        boolean ofException = TOLD.contains(call.name()) && isForeign(call.owner());
        boolean passedOn = call.owner().equals("java/lang/Class")
                || call.owner().startsWith("org/springframework/http/")
                || call.owner().startsWith("org/springframework/ui/")
                || call.owner().startsWith("reactor/core/publisher/")
                || call.owner().startsWith("org/springframework/web/servlet/ModelAndView");
        boolean makesException = call.isConstructor() && call.owner().endsWith("Exception");
        boolean makesAnswer =
                call.isConstructor() || MAKING.matcher(call.name()).matches();
        boolean logs = call.owner().endsWith("Logger") || call.owner().endsWith("/Log");
        return !ofException && !makesException && !logs && (call.carriesText() || passedOn || makesAnswer);
    }

    private void note(FlowValue value) {
        value.parts().forEach(part -> what(value, part).ifPresent(told::add));
    }

    private static Optional<String> what(FlowValue value, Part part) {
        if (part.origin() != Origin.CALL) {
            return Optional.empty();
        }
        boolean message = TOLD.contains(part.name()) && isForeign(part.owner());
        boolean className = part.owner().equals("java/lang/Class")
                && NAMES.contains(part.name())
                && value.parts().stream().anyMatch(other -> isException(other.type()));
        boolean rejected = part.name().equals("getRejectedValue");
        return message || className || rejected
                ? Optional.of(part.owner().substring(part.owner().lastIndexOf('/') + 1) + "." + part.name() + "()")
                : Optional.empty();
    }

    private static boolean isException(String type) {
        return type.endsWith("Exception;") || type.endsWith("Throwable;") || type.endsWith("Error;");
    }

    private static boolean isForeignException(FlowValue value) {
        return value.parts().stream()
                .filter(part -> part.origin() == Origin.CAUGHT || part.origin() == Origin.VARIABLE)
                .anyMatch(part -> isForeign(part.className()));
    }
}
