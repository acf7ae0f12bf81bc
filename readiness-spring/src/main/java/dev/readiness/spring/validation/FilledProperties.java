package dev.readiness.spring.validation;

import dev.readiness.spring.assessment.MethodCall;
import dev.readiness.spring.assessment.ReachedCalls;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Knows which properties of the objects that a handler answers with are surely never set, as far as its code tells.
 *
 * <p>Many applications have one type for all answers, with a property for each thing that some of them contain. Acquitted is only
 * a property of a type whose objects are seen being made, and that nothing on the way from the handler sets. What a library
 * fills by reflection and a row of the database may be filled.
 */
final class FilledProperties {

    /** What makes and fills objects without their setters standing in any code. */
    private static final Pattern MAPPERS = Pattern.compile(
            "org\\.modelmapper\\..*|.*\\.(BeanUtils|BeanUtil|BeanCopier|PropertyUtils|ObjectMapper|JsonMapper|DozerBeanMapper"
                    + "|MapperFacade|Gson|ConversionService|BeanPropertyRowMapper|DataClassRowMapper|EntityManager|MongoTemplate"
                    + "|ReactiveMongoTemplate|MongoOperations|ReactiveMongoOperations|R2dbcEntityTemplate|DatabaseClient|JdbcClient"
                    + "|RestTemplate|RestClient|WebClient)(\\$.*)?");

    private final ReachedCalls calls;

    private final HandlerMethod handler;

    private @Nullable Set<MethodCall> reached;

    FilledProperties(ReachedCalls calls, HandlerMethod handler) {
        this.calls = calls;
        this.handler = handler;
    }

    /** Returns whether an object of {@code type} in the answer may have something in {@code property}. */
    boolean mayBeFilled(Class<?> type, String property) {
        return type.isRecord()
                || StoredType.isStored(type)
                || ReflectionUtils.findField(type, property) == null // what the type computes itself
                || !isSeenBeingMade(type)
                || isMadeWithoutCode(type)
                || all().stream().anyMatch(call -> fills(call, type, property));
    }

    private Set<MethodCall> all() {
        Set<MethodCall> known = reached;
        if (known == null) {
            known = calls.evenFarCalls(handler.getMethod());
            reached = known;
        }
        return known;
    }

    private boolean isSeenBeingMade(Class<?> type) {
        return all().stream()
                .anyMatch(call -> call.name().equals("<init>") && call.owner().equals(type.getName()));
    }

    /** A mapper by reflection, a method of the type itself that makes one, or one that has no code here and returns it. */
    private boolean isMadeWithoutCode(Class<?> type) {
        String made = ")L" + type.getName().replace('.', '/') + ";";
        return all().stream()
                .anyMatch(call -> MAPPERS.matcher(call.owner()).matches()
                        || (call.owner().equals(type.getName())
                                && call.descriptor().endsWith(made)
                                && !isFluent(call, type))
                        || isReturnedFromElsewhere(call, type));
    }

    private static boolean isFluent(MethodCall call, Class<?> type) {
        return Stream.of(type.getDeclaredFields())
                .anyMatch(field -> field.getName().equals(call.name()));
    }

    private boolean isReturnedFromElsewhere(MethodCall call, Class<?> type) {
        Class<?> owner = calls.typeOf(call);
        if (owner == null || !owner.isInterface() || !calls.isOfApplication(call) || hasCode(call)) {
            return false;
        }
        return Stream.of(owner.getMethods())
                .filter(method -> method.getName().equals(call.name()))
                .anyMatch(method -> HandlerTypes.ofApplicationIn(ResolvableType.forMethodReturnType(method, owner))
                        .contains(type));
    }

    private boolean hasCode(MethodCall call) {
        return calls.implementations(call)
                .anyMatch(candidate -> calls.methodOf(candidate).isPresent());
    }

    private boolean fills(MethodCall call, Class<?> type, String property) {
        if (!call.owner().equals(type.getName())) {
            Class<?> owner = calls.typeOf(call);
            boolean builder = call.owner().startsWith(type.getName() + "$")
                    && call.owner().endsWith("Builder");
            boolean related = owner != null
                    && owner != Object.class
                    && (owner.isAssignableFrom(type) || type.isAssignableFrom(owner));
            if (!builder && !related) {
                return false;
            }
        }
        String name = call.name().toLowerCase(Locale.ROOT);
        String wanted = property.toLowerCase(Locale.ROOT);
        boolean takes = !call.descriptor().startsWith("()");
        return takes
                && (call.name().equals("<init>")
                        ? !isBuilt(type)
                        : List.of(wanted, "set" + wanted, "with" + wanted, "add" + wanted)
                                .contains(name));
    }

    /** The constructor that a builder calls is given everything, most of it null. */
    private boolean isBuilt(Class<?> type) {
        String made = ")L" + type.getName().replace('.', '/') + ";";
        return all().stream()
                .anyMatch(call -> call.owner().startsWith(type.getName() + "$")
                        && call.name().equals("build")
                        && call.descriptor().endsWith(made));
    }
}
