package dev.readiness.spring.validation;

import java.io.InputStream;
import java.io.Reader;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** What a parameter of a handler takes from the request. */
enum InputKind {
    /** A content or form that is converted into an object. */
    OBJECT,
    /** A single named value: parameter, path variable, header or cookie. */
    VALUE,
    /** A part of the path that names a row, such as {@code {id}}: it is looked up, and the server bounds its length. */
    KEY,
    /** Something that Spring hands over as it is, and never validates. */
    RAW,
    /** Nothing that the caller chooses, or something that its own resolver answers for. */
    NONE;

    private static final Pattern ROW = Pattern.compile("id|.*(Id|ID|_id|-id)|(.*U|u)uid|(.*S|s)lug");

    private static final Map<String, InputKind> BY_RESOLVER = Map.ofEntries(
            Map.entry("RequestResponseBodyMethodProcessor", OBJECT),
            Map.entry("RequestBodyMethodArgumentResolver", OBJECT),
            Map.entry("RequestPartMethodArgumentResolver", OBJECT),
            Map.entry("ModelAttributeMethodArgumentResolver", OBJECT),
            Map.entry("ServletModelAttributeMethodProcessor", OBJECT),
            Map.entry("RequestParamMethodArgumentResolver", VALUE),
            Map.entry("PathVariableMethodArgumentResolver", VALUE),
            Map.entry("MatrixVariableMethodArgumentResolver", VALUE),
            Map.entry("RequestHeaderMethodArgumentResolver", VALUE),
            Map.entry("ServletCookieValueMethodArgumentResolver", VALUE),
            Map.entry("CookieValueMethodArgumentResolver", VALUE),
            Map.entry("RequestParamMapMethodArgumentResolver", RAW),
            Map.entry("PathVariableMapMethodArgumentResolver", RAW),
            Map.entry("MatrixVariableMapMethodArgumentResolver", RAW),
            Map.entry("RequestHeaderMapMethodArgumentResolver", NONE),
            Map.entry("HttpEntityMethodProcessor", RAW),
            Map.entry("HttpEntityMethodArgumentResolver", RAW));

    /** Returns the kind of {@code parameter}, as the running resolvers decide it. */
    static InputKind of(MethodParameter parameter, ArgumentResolvers resolvers) {
        if (isFile(parameter)) {
            return NONE; // the limits of multipart requests hold
        }
        if (isCredentials(parameter)) {
            return NONE; // whoever reads them checks them, and no constraint could
        }
        return resolvers
                .resolverOf(parameter)
                .map(resolver -> kindOf(parameter, resolver))
                .orElse(NONE);
    }

    private static InputKind kindOf(MethodParameter parameter, String resolver) {
        Class<?> type = parameter.getParameterType();
        if (resolver.equals("ServletRequestMethodArgumentResolver")) {
            boolean readsBody = InputStream.class.isAssignableFrom(type) || Reader.class.isAssignableFrom(type);
            return readsBody ? RAW : NONE;
        }
        boolean withoutBody = resolver.startsWith("HttpEntityMethod")
                && ResolvableType.forMethodParameter(parameter).getGeneric(0).resolve() == Void.class;
        if (resolver.equals("PathVariableMethodArgumentResolver") && namesARow(parameter)) {
            return KEY;
        }
        return withoutBody ? NONE : BY_RESOLVER.getOrDefault(resolver, NONE);
    }

    private static boolean namesARow(MethodParameter parameter) {
        PathVariable variable = parameter.getParameterAnnotation(PathVariable.class);
        // Spring hands out annotations in which both say the same, and others in which only one says something.
        String given = variable == null ? "" : variable.value().isEmpty() ? variable.name() : variable.value();
        String name = given.isEmpty() ? parameter.getParameterName() : given;
        return name != null && ROW.matcher(name).matches();
    }

    private static boolean isCredentials(MethodParameter parameter) {
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        return header != null
                && (header.name() + header.value()).toLowerCase(Locale.ROOT).contains("authorization");
    }

    static boolean isFile(MethodParameter parameter) {
        String type = ResolvableType.forMethodParameter(parameter).toString();
        return type.contains("org.springframework.web.multipart.MultipartFile")
                || type.contains("org.springframework.web.multipart.MultipartHttpServletRequest")
                || type.contains("jakarta.servlet.http.Part")
                || type.contains("org.springframework.http.codec.multipart.");
    }
}
