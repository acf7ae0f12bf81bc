package dev.readiness.spring.validation;

import dev.readiness.spring.assessment.DataStores;
import dev.readiness.spring.assessment.MethodCall;
import dev.readiness.spring.assessment.ReachedCalls;
import java.util.Set;
import org.springframework.web.method.HandlerMethod;

/**
 * What a handler does with stores, as far as its code tells.
 *
 * @param reads whether it gets to a store, or compares a password by whatever Spring Security has for it
 * @param mayChange whether it may change what is stored, or a row that it read
 */
record StoreUse(boolean reads, boolean mayChange) {

    private static final Set<String> CHANGES =
            Set.of("persist", "merge", "remove", "insert", "update", "delete", "save", "batchUpdate", "executeUpdate");

    /** Objects into which values are copied by reflection. */
    private static final Set<String> COPIES =
            Set.of("ModelMapper", "BeanUtils", "BeanUtil", "ObjectMapper", "JsonMapper");

    static StoreUse of(ReachedCalls calls, HandlerMethod handler) {
        boolean reads = false;
        boolean mayChange = false;
        for (MethodCall call : calls.evenFarCalls(handler.getMethod())) {
            Class<?> type = calls.typeOf(call);
            boolean store = type != null && DataStores.isStore(type);
            reads |= store || call.name().equals("authenticate");
            mayChange |= (store && DataStores.changes(call.name()))
                    || CHANGES.contains(call.name())
                    || COPIES.contains(call.owner().substring(call.owner().lastIndexOf('.') + 1))
                    || (type != null && StoredType.isStored(type) && call.name().startsWith("set"));
        }
        return new StoreUse(reads, mayChange);
    }

    /** Returns whether it gets to a store, and changes nothing of it that can be seen. */
    boolean onlyReads() {
        return reads && !mayChange;
    }
}
