package dev.readiness.spring.security;

import java.lang.reflect.Method;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Flux;

/** A call whose outcome is a publisher: it happens, and its advice decides, when somebody subscribes. */
final class ReactiveCall {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

    private static final boolean REACTOR_PRESENT =
            ClassUtils.isPresent("reactor.core.publisher.Flux", ReactiveCall.class.getClassLoader());

    private ReactiveCall() {}

    static boolean is(Method method) {
        return REACTOR_PRESENT && adapterOf(method) != null;
    }

    /** Returns a publisher of the type that {@code method} returns, with nothing in it. */
    static @Nullable Object nothing(Method method) {
        ReactiveAdapter adapter = adapterOf(method);
        return adapter == null ? null : adapter.fromPublisher(Flux.empty());
    }

    /** Waits for the outcome of a call on behalf of {@code caller}; throws what the advice throws. */
    static void await(@Nullable Object outcome, Method method, Authentication caller) {
        if (outcome != null && is(method)) {
            subscribe(outcome, method, caller);
        }
    }

    private static void subscribe(Object outcome, Method method, Authentication caller) {
        ReactiveAdapter adapter = adapterOf(method);
        if (adapter != null) {
            Flux.from(adapter.toPublisher(outcome))
                    .contextWrite(ReactiveSecurityContextHolder.withAuthentication(caller))
                    .blockLast(LONG_ENOUGH);
        }
    }

    private static @Nullable ReactiveAdapter adapterOf(Method method) {
        return ReactiveAdapterRegistry.getSharedInstance().getAdapter(method.getReturnType());
    }
}
