package dev.readiness.spring.validation;

import dev.readiness.assessment.Endpoint;
import dev.readiness.assessment.Evidence;
import dev.readiness.assessment.Finding;
import dev.readiness.assessment.Inventory;
import dev.readiness.assessment.ReadinessRule;
import dev.readiness.assessment.RuleCatalogue;
import dev.readiness.assessment.RuleDescription;
import dev.readiness.spring.assessment.EndpointHandlers;
import dev.readiness.spring.assessment.MethodCall;
import dev.readiness.spring.assessment.ReachedCalls;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.ResolvableType;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds endpoints that keep what is uploaded, whatever it is.
 *
 * <p>Accused is only a handler that takes the content of a file and, with all that it gets to, neither asks for its type or the
 * end of its name nor reads it as something: as a picture, a table or lines of text.
 */
final class UploadTypeRule implements ReadinessRule {

    private static final String ID = "validation.upload-unchecked";

    private static final Set<String> FILES = Set.of(
            "org.springframework.web.multipart.MultipartFile",
            "org.springframework.http.codec.multipart.FilePart",
            "org.springframework.http.codec.multipart.Part",
            "jakarta.servlet.http.Part");

    private static final Set<String> CONTENT =
            Set.of("transferTo", "getInputStream", "getBytes", "getResource", "content", "write");

    /** Calls by which code looks at what a file is, or at what it says that it is. */
    private static final Pattern LOOKING = Pattern.compile(
            "getContentType|headers|probeContentType|guessContentType\\w*|get(Filename)?Extension|detect\\w*|endsWith"
                    + "|lastIndexOf|matches|find|getMimeType|contentType|isImage\\w*|split|contains|equalsIgnoreCase|valid\\w*"
                    + "|check\\w*|verify\\w*|parse\\w*");

    /** Looking alone refuses nothing: the end of a name may be kept, and the type told to whoever asks later. */
    private static final Pattern ASKED_FOR = Pattern.compile(
            "getContentType|contentType|headers|get(Filename)?Extension|lastIndexOf|split|probeContentType|getMimeType");

    /** Types that make something of the content, and fail where it is nothing of the kind. */
    private static final Pattern READING = Pattern.compile(
            ".*\\.(ImageIO|Tika|\\w*Workbook\\w*|WorkbookFactory|CSV\\w+|Csv\\w+|BufferedReader|InputStreamReader|Scanner|ObjectMapper"
                    + "|JsonMapper|PDDocument|XWPFDocument|EasyExcel\\w*|DocumentBuilder|ZipInputStream|Thumbnails|FileType|PdfReader"
                    + "|Loader)");

    private final ObjectProvider<EndpointHandlers> handlers;

    private final ReachedCalls calls;

    private final Predicate<String> isLimited;

    /**
     * @param isLimited whether the types of parts that come in at a path are limited before any handler is called
     */
    UploadTypeRule(ObjectProvider<EndpointHandlers> handlers, ReachedCalls calls, Predicate<String> isLimited) {
        this.handlers = handlers;
        this.calls = calls;
        this.isLimited = isLimited;
    }

    @Override
    public RuleDescription description() {
        return RuleCatalogue.describe(ID);
    }

    @Override
    public List<Finding> assess(Inventory inventory) {
        return inventory.applicationEndpoints().stream()
                .flatMap(endpoint -> EndpointHandlers.find(handlers, endpoint).stream()
                        .flatMap(handler -> findingAt(endpoint, handler).stream()))
                .toList();
    }

    private Optional<Finding> findingAt(Endpoint endpoint, HandlerMethod handler) {
        if (Stream.of(handler.getMethodParameters())
                .noneMatch(parameter -> holdsFile(ResolvableType.forMethodParameter(parameter), 2))) {
            return Optional.empty();
        }
        Set<MethodCall> reached = calls.evenFarCalls(handler.getMethod());
        Optional<MethodCall> taken =
                reached.stream().filter(UploadTypeRule::takesContent).findFirst();
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        if (looks(reached, handler)) {
            return Optional.of(Finding.pass(
                    ID,
                    endpoint.id(),
                    new Evidence("byte code of the handler", "something looks at what the file is")));
        }
        return Optional.of(
                isLimited.test(endpoint.path())
                        ? Finding.pass(
                                ID,
                                endpoint.id(),
                                new Evidence("limits of this library", "the types of parts are limited"))
                        : fail(endpoint, taken.get()));
    }

    private static Finding fail(Endpoint endpoint, MethodCall taken) {
        return Finding.fail(
                ID,
                endpoint.id(),
                "%s takes any file for what it should be: nothing on the way to %s looks at its type, so that pages with scripts and programs are kept and handed on."
                        .formatted(endpoint.handler(), taken.shortName()),
                """
                readiness.validation.routes[0].paths=%s
                readiness.validation.routes[0].part-types=image/png,image/jpeg
                # or compare what the content begins with in %s""".formatted(endpoint.path(), endpoint.handler()),
                new Evidence(
                        "byte code of the handler", "calls " + taken.shortName() + ", and nothing asks what it is"));
    }

    private static boolean holdsFile(ResolvableType type, int depth) {
        Class<?> raw = type.isArray() ? type.getComponentType().toClass() : type.toClass();
        if (FILES.contains(raw.getName())) {
            return true;
        }
        if (depth == 0) {
            return false;
        }
        return Stream.of(type.getGenerics()).anyMatch(held -> holdsFile(held, depth - 1))
                || HandlerTypes.ofApplicationIn(type).stream()
                        .flatMap(own -> InputTypes.properties(own).values().stream())
                        .anyMatch(property -> holdsFile(property, depth - 1));
    }

    private static boolean takesContent(MethodCall call) {
        return FILES.contains(call.owner()) && CONTENT.contains(call.name());
    }

    private boolean looks(Set<MethodCall> reached, HandlerMethod handler) {
        List<MethodCall> looking =
                reached.stream().filter(UploadTypeRule::looks).toList();
        return looking.stream().anyMatch(call -> !ASKED_FOR.matcher(call.name()).matches())
                || (!looking.isEmpty() && compares(reached, handler));
    }

    private boolean compares(Set<MethodCall> reached, HandlerMethod handler) {
        return Stream.concat(
                        Stream.of(handler.getMethod()),
                        reached.stream()
                                .filter(calls::isOfApplication)
                                .flatMap(calls::implementations)
                                .flatMap(call -> calls.methodOf(call).stream()))
                .anyMatch(ComparedNames::compares);
    }

    private static boolean looks(MethodCall call) {
        return READING.matcher(call.owner()).matches()
                || (LOOKING.matcher(call.name()).matches() && !isAboutOthers(call));
    }

    /** Collections are not asked about a file, and a name that contains dots is asked where it leads. */
    private static boolean isAboutOthers(MethodCall call) {
        return (call.owner().startsWith("java.util.") && !call.owner().startsWith("java.util.regex."))
                || (call.owner().equals("java.lang.String") && call.name().equals("contains"));
    }
}
