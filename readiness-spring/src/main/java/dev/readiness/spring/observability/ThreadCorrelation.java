package dev.readiness.spring.observability;

import dev.readiness.observability.Correlation;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Hooks;

/**
 * Opens the correlation of Reactor's context on whatever thread works for a request, by Micrometer's context propagation.
 *
 * <p>Reactor's hook is one for the whole process. It is left on at the end: another application in the process may need it.
 */
final class ThreadCorrelation implements ThreadLocalAccessor<Correlation> {

    /** Key of the correlation in Reactor's context. */
    private static final Class<Correlation> KEY = Correlation.class;

    /** The scope that is below all others on this thread. Those above it are never closed: the next value replaces them. */
    private static final ThreadLocal<Correlation.@Nullable Scope> FIRST = new ThreadLocal<>();

    static void propagate() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(new ThreadCorrelation());
        Hooks.enableAutomaticContextPropagation();
    }

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable Correlation getValue() {
        return Correlation.current().orElse(null);
    }

    @Override
    public void setValue(Correlation value) {
        Correlation.Scope scope = value.open();
        if (FIRST.get() == null) {
            FIRST.set(scope);
        }
    }

    @Override
    public void setValue() {
        Correlation.Scope first = FIRST.get();
        if (first != null) {
            FIRST.remove();
            first.close();
        }
    }
}
