package dev.readiness.spring.injection;

import dev.readiness.spring.assessment.FlowCall;
import dev.readiness.spring.assessment.FlowValue;
import dev.readiness.spring.assessment.FlowValue.Origin;
import dev.readiness.spring.assessment.FlowValue.Part;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The methods of libraries whose result still is what a caller sent, as far as an attacker cares. */
final class Carriers {

    private static final Pattern BEGIN_OF_ADDRESS = Pattern.compile("(redirect:)?([a-zA-Z][a-zA-Z0-9+.-]*://)?");

    private static final Set<String> BUILDERS = Set.of("java/lang/StringBuilder", "java/lang/StringBuffer");

    private static final Set<String> KEEPING = Set.of("<init>", "append", "insert", "add", "addAll", "addFirst");

    /** Methods by their class. */
    private static final Map<String, Set<String>> CARRYING = Map.ofEntries(
            entry(
                    "java/lang/String",
                    "<init> trim strip stripLeading stripTrailing toString toLowerCase toUpperCase substring split valueOf"
                            + " copyValueOf intern indexOf compareTo getBytes toCharArray"),
            entry("java/lang/Object", "toString"),
            entry("java/util/Objects", "requireNonNull requireNonNullElse requireNonNullElseGet toString"),
            entry("java/util/Optional", "of ofNullable get orElse orElseGet orElseThrow"),
            entry("java/util/List", "of add addAll get toArray copyOf"),
            entry("java/util/ArrayList", "<init> add addAll get"),
            entry("java/util/Arrays", "asList"),
            entry("java/lang/Math", "max abs"),
            entry(
                    "java/net/URI",
                    "<init> create getHost getScheme getAuthority toURL toString toASCIIString normalize"),
            entry("java/net/URL", "<init> getHost getProtocol getAuthority toURI toString toExternalForm"),
            entry("java/nio/file/Paths", "get"),
            entry(
                    "java/nio/file/Path",
                    // Not toUri: what is made of a path is a file of this machine, and no address to fetch from.
                    "of resolve resolveSibling normalize toAbsolutePath toRealPath toFile toString getParent"),
            entry(
                    "java/io/File",
                    "<init> toPath getPath getAbsolutePath getAbsoluteFile getCanonicalPath getCanonicalFile toString"
                            + " getParent getParentFile"),
            entry("org/springframework/util/StringUtils", "cleanPath trimWhitespace"),
            entry("java/net/URLDecoder", "decode"),
            entry("org/springframework/web/util/UriUtils", "decode"),
            entry(
                    "org/springframework/web/util/UriComponentsBuilder",
                    "fromUriString fromHttpUrl build toUriString encode"),
            entry("org/springframework/web/util/UriComponents", "toUri toUriString encode toString getHost getScheme"));

    private static final Map<String, Set<String>> SENT = Map.of(
            "org/springframework/web/multipart/MultipartFile", Set.of("getOriginalFilename"),
            "jakarta/servlet/http/Part", Set.of("getSubmittedFileName"),
            "org/springframework/http/codec/multipart/FilePart", Set.of("filename"),
            "jakarta/servlet/http/HttpServletRequest", Set.of("getParameter", "getHeader", "getQueryString"));

    private static final Set<String> NUMBERS = Set.of(
            "java/lang/Integer", "java/lang/Long", "java/lang/Short", "java/lang/Double", "java/math/BigInteger");

    private Carriers() {}

    private static Map.Entry<String, Set<String>> entry(String owner, String names) {
        return Map.entry(owner, Set.of(names.split(" ")));
    }

    /** Returns whether the object on which {@code call} is made takes in what it is called with. */
    static boolean keeps(FlowCall call) {
        return KEEPING.contains(call.name());
    }

    /** Returns what the result of {@code call} has of the argument at {@code position}. */
    static Collection<Part> contributed(FlowCall call, int position, List<FlowValue> arguments) {
        FlowValue argument = arguments.get(position);
        if (!call.recipe().isEmpty()) {
            return InputParts.placed(argument, placeIn(call.recipe(), position, arguments));
        }
        if (SENT.getOrDefault(call.owner(), Set.of()).contains(call.name())) {
            return position == 0 ? InputParts.property(argument, call.name() + "()", call.resultType()) : Set.of();
        }
        if (NUMBERS.contains(call.owner())) {
            return InputParts.converted(argument, "I");
        }
        if (BUILDERS.contains(call.owner())) {
            boolean begins = position == 0 || call.isConstructor();
            return InputParts.placed(argument, begins ? Origin.INPUT : Origin.INPUT_WITHIN);
        }
        if (call.owner().equals("java/lang/String")
                && Set.of("format", "formatted", "join", "concat", "repeat").contains(call.name())) {
            boolean begins = call.name().equals("concat") && position == 0;
            return InputParts.placed(argument, begins ? Origin.INPUT : Origin.INPUT_WITHIN);
        }
        return CARRYING.getOrDefault(call.owner(), Set.of()).contains(call.name())
                ? InputParts.of(argument).toList()
                : Set.of();
    }

    /** A field in front of a text is most likely a directory, anything else a part of the name. */
    private static Origin placeIn(String recipe, int position, List<FlowValue> arguments) {
        int at = -1;
        for (int i = 0; i <= position; i++) {
            at = recipe.indexOf('\u0001', at + 1);
        }
        String before = recipe.substring(0, Math.max(at, 0));
        if (position == 0 && BEGIN_OF_ADDRESS.matcher(before).matches()) {
            return Origin.INPUT;
        }
        boolean behindField = before.endsWith("\u0001")
                && arguments.get(position - 1).parts().stream().anyMatch(part -> part.origin() == Origin.FIELD);
        return before.endsWith("/") || before.endsWith("\\") || behindField
                ? Origin.INPUT_BEHIND_SLASH
                : Origin.INPUT_WITHIN;
    }
}
