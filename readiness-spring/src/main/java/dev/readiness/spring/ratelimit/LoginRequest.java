package dev.readiness.spring.ratelimit;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;

/** The client address of the request that this thread works for, also where a handler goes on in another thread. */
final class LoginRequest {

    private static final ThreadLocal<String> ADDRESS = new ThreadLocal<>();

    private LoginRequest() {}

    static @Nullable String address() {
        return ADDRESS.get();
    }

    static void begin(String address) {
        ADDRESS.set(address);
    }

    static void end() {
        ADDRESS.remove();
    }

    /** Takes the address along to the thread of a {@link Callable}. */
    record Handover(String address) implements CallableProcessingInterceptor {

        @Override
        public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
            begin(address);
        }

        @Override
        public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object result) {
            end();
        }
    }
}
