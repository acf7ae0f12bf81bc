package dev.readiness.spring.injection;

import dev.readiness.spring.assessment.FlowCall;
import dev.readiness.spring.assessment.FlowValue;
import dev.readiness.spring.assessment.FlowValue.Origin;
import dev.readiness.spring.injection.InputUse.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The methods of libraries that a caller's text must not get to as it is. */
final class DangerousCalls {

    /**
     * Methods.
     *
     * @param argument that is dangerous; where there is an object on which the method is called, it is number 0
     * @param owners internal names of the classes that have them
     */
    private record Danger(Kind kind, int argument, Set<String> owners, Set<String> names) {

        static Danger of(Kind kind, int argument, String owners, String names) {
            return new Danger(kind, argument, Set.of(owners.split(" ")), Set.of(names.split(" ")));
        }

        boolean isMet(FlowCall call) {
            return owners.contains(call.owner()) && names.contains(call.name());
        }
    }

    /** A dangerous place, and what gets there. */
    record Place(Kind kind, FlowValue value) {}

    private static final String NEW = "<init>";

    private static final Set<String> SHELLS =
            Set.of("sh", "bash", "/bin/sh", "/bin/bash", "cmd", "cmd.exe", "powershell");

    private static final List<Danger> DANGERS = List.of(
            Danger.of(
                    Kind.QUERY,
                    1,
                    "org/springframework/jdbc/core/JdbcTemplate org/springframework/jdbc/core/JdbcOperations"
                            + " org/springframework/jdbc/core/namedparam/NamedParameterJdbcTemplate"
                            + " org/springframework/jdbc/core/namedparam/NamedParameterJdbcOperations",
                    "query queryForObject queryForList queryForMap queryForRowSet queryForStream update execute batchUpdate"),
            Danger.of(Kind.QUERY, 1, "org/springframework/jdbc/core/simple/JdbcClient", "sql"),
            Danger.of(
                    Kind.QUERY,
                    1,
                    "jakarta/persistence/EntityManager org/hibernate/Session org/hibernate/SharedSessionContract"
                            + " org/hibernate/query/QueryProducer",
                    "createQuery createNativeQuery createSelectionQuery createMutationQuery"),
            Danger.of(
                    Kind.QUERY,
                    1,
                    "java/sql/Statement",
                    "execute executeQuery executeUpdate executeLargeUpdate addBatch"),
            Danger.of(Kind.QUERY, 1, "java/sql/Connection", "prepareStatement prepareCall nativeSQL"),
            Danger.of(Kind.QUERY, 1, "org/springframework/r2dbc/core/DatabaseClient", "sql"),
            Danger.of(Kind.QUERY, 1, "io/r2dbc/spi/Connection", "createStatement"),
            Danger.of(Kind.COMMAND, 1, "java/lang/Runtime", "exec"),
            Danger.of(Kind.COMMAND, 1, "javax/script/ScriptEngine", "eval"),
            Danger.of(
                    Kind.COMMAND,
                    1,
                    "org/springframework/expression/ExpressionParser"
                            + " org/springframework/expression/spel/standard/SpelExpressionParser",
                    "parseExpression parseRaw"),
            Danger.of(
                    Kind.PATH,
                    0,
                    "java/nio/file/Files",
                    "copy move write writeString delete deleteIfExists newInputStream newOutputStream newBufferedReader"
                            + " newBufferedWriter readAllBytes readString readAllLines lines list walk createFile"
                            + " createDirectories createDirectory"),
            Danger.of(Kind.PATH, 1, "java/nio/file/Files", "copy move"),
            Danger.of(
                    Kind.PATH,
                    1,
                    "java/io/FileInputStream java/io/FileOutputStream java/io/FileReader java/io/FileWriter"
                            + " java/io/RandomAccessFile org/springframework/core/io/FileSystemResource"
                            + " org/springframework/core/io/PathResource",
                    NEW),
            Danger.of(
                    Kind.PATH,
                    1,
                    "org/springframework/web/multipart/MultipartFile"
                            + " org/springframework/http/codec/multipart/FilePart",
                    "transferTo"),
            Danger.of(Kind.PATH, 1, "jakarta/servlet/http/Part", "write"),
            Danger.of(Kind.PATH, 0, "java/io/File", "delete createNewFile mkdir mkdirs renameTo"),
            Danger.of(
                    Kind.FETCH,
                    1,
                    "org/springframework/web/client/RestTemplate org/springframework/web/client/RestOperations",
                    "getForObject getForEntity postForObject postForEntity postForLocation exchange execute put delete"
                            + " patchForObject headForHeaders optionsForAllow"),
            Danger.of(
                    Kind.FETCH,
                    1,
                    "org/springframework/web/client/RestClient$UriSpec"
                            + " org/springframework/web/client/RestClient$RequestHeadersUriSpec"
                            + " org/springframework/web/client/RestClient$RequestBodyUriSpec"
                            + " org/springframework/web/reactive/function/client/WebClient$UriSpec"
                            + " org/springframework/web/reactive/function/client/WebClient$RequestHeadersUriSpec"
                            + " org/springframework/web/reactive/function/client/WebClient$RequestBodyUriSpec",
                    "uri"),
            Danger.of(Kind.FETCH, 0, "java/net/URL", "openStream openConnection getContent"),
            Danger.of(Kind.FETCH, 1, "java/net/http/HttpRequest$Builder", "uri"),
            Danger.of(Kind.FETCH, 0, "java/net/http/HttpRequest", "newBuilder"),
            Danger.of(
                    Kind.FETCH,
                    1,
                    "org/springframework/core/io/UrlResource org/apache/hc/client5/http/classic/methods/HttpGet"
                            + " org/apache/hc/client5/http/classic/methods/HttpPost",
                    NEW),
            Danger.of(Kind.FETCH, 0, "org/jsoup/Jsoup", "connect"),
            Danger.of(Kind.FETCH, 1, "okhttp3/Request$Builder", "url"),
            Danger.of(Kind.REDIRECT, 1, "jakarta/servlet/http/HttpServletResponse", "sendRedirect"),
            Danger.of(Kind.REDIRECT, 1, "org/springframework/web/servlet/view/RedirectView", "<init> setUrl"),
            Danger.of(Kind.ROWS, 1, "org/springframework/data/domain/PageRequest", "of"),
            Danger.of(Kind.ROWS, 0, "org/springframework/data/domain/PageRequest", "ofSize"),
            Danger.of(Kind.ROWS, 0, "org/springframework/data/domain/Limit", "of"),
            Danger.of(
                    Kind.ROWS,
                    1,
                    "jakarta/persistence/Query jakarta/persistence/TypedQuery org/hibernate/query/Query",
                    "setMaxResults"));

    private DangerousCalls() {}

    /** Returns what is dangerous in {@code call}, if anything is. */
    static Stream<Place> in(FlowCall call, List<FlowValue> arguments) {
        Stream<Place> listed = DANGERS.stream()
                .filter(danger -> danger.isMet(call) && danger.argument() < arguments.size())
                .map(danger -> new Place(danger.kind(), arguments.get(danger.argument())));
        return startsShell(call, arguments)
                ? arguments.stream().skip(1).map(command -> new Place(Kind.COMMAND, command))
                : isRedirect(call) ? Stream.of(new Place(Kind.REDIRECT, arguments.get(0))) : listed;
    }

    /** A shell makes commands of what it is given; a program that is started without one takes it as an argument. */
    private static boolean startsShell(FlowCall call, List<FlowValue> arguments) {
        return call.owner().equals("java/lang/ProcessBuilder")
                && arguments.stream()
                        .flatMap(argument -> argument.parts().stream())
                        .anyMatch(part -> part.origin() == Origin.CONSTANT && SHELLS.contains(part.name()));
    }

    /** The name of a view with an address behind it. */
    private static boolean isRedirect(FlowCall call) {
        return call.recipe().startsWith("redirect:\u0001");
    }
}
