package dev.readiness.ratelimit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Buckets in Redis: one script call a decision, on one connection that all threads share. */
final class RedisBuckets implements SharedBuckets {

    private static final Duration RECONNECT = Duration.ofMillis(200);

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private static final String SCRIPT = Texts.read("rate-limit-take.lua");

    private static final String SHA = Texts.sha1(SCRIPT);

    private final Duration timeout;
    private final RedisURI uri;
    private final ClientResources resources;
    private final RedisClient client;
    private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;

    RedisBuckets(String uri, Duration timeout) {
        this.timeout = timeout;
        this.uri = RedisURI.create(uri);
        this.uri.setTimeout(CONNECT);
        this.resources = ClientResources.builder()
                .reconnectDelay(Delay.constant(RECONNECT))
                .build();
        this.client = RedisClient.create(resources, this.uri);
        this.client.setOptions(ClientOptions.builder()
                // Commands that waited for a connection would take from buckets for requests that were decided long
                // ago.
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(command -> true)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).build())
                .build());
    }

    @Override
    public synchronized void connect() {
        if (connection != null) {
            return;
        }
        try {
            connection = client.connect(ByteArrayCodec.INSTANCE);
        } catch (RedisException ex) {
            throw new StoreFailedException("it cannot be reached", ex);
        }
    }

    @Override
    public Taken take(String id, SharedBands bands, long cost, @Nullable Long time) {
        return unpacked(call(id, bands, cost, time), bands.bands().size());
    }

    @Override
    public void giveBack(String id, SharedBands bands, long cost, @Nullable Long time) {
        call(id, bands, -cost, time);
    }

    @Override
    public @Nullable Long announce(String id, long value, Duration keep) {
        RedisAsyncCommands<byte[], byte[]> commands = commands();
        byte[] before = await(commands.get(bytes(id)));
        await(commands.setex(bytes(id), keep.toSeconds(), bytes(Long.toString(value))));
        return before == null ? null : Long.valueOf(new String(before, StandardCharsets.UTF_8));
    }

    private RedisAsyncCommands<byte[], byte[]> commands() {
        StatefulRedisConnection<byte[], byte[]> current = connection;
        if (current == null) {
            throw new StoreFailedException("there is no connection", null);
        }
        return current.async();
    }

    private byte[] call(String id, SharedBands bands, long cost, @Nullable Long time) {
        RedisAsyncCommands<byte[], byte[]> commands = commands();
        byte[][] keys = {bytes(id)};
        byte[][] arguments = time == null
                ? new byte[][] {packed(bands), bytes(Long.toString(cost))}
                : new byte[][] {packed(bands), bytes(Long.toString(cost)), bytes(time.toString())};
        return call(commands, keys, arguments);
    }

    private byte[] call(RedisAsyncCommands<byte[], byte[]> commands, byte[][] keys, byte[][] arguments) {
        try {
            return await(commands.evalsha(SHA, ScriptOutputType.VALUE, keys, arguments));
        } catch (RedisNoScriptException ex) {
            // A server that started anew has forgotten the script; this teaches it.
            return await(commands.eval(SCRIPT, ScriptOutputType.VALUE, keys, arguments));
        }
    }

    private <T> T await(RedisFuture<T> future) {
        try {
            return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException ex) {
            future.cancel(true);
            throw new StoreFailedException("no answer within " + timeout.toMillis() + " ms", ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new StoreFailedException("the thread was interrupted", ex);
        } catch (ExecutionException ex) {
            if (ex.getCause() instanceof RedisNoScriptException missing) {
                throw missing;
            }
            throw new StoreFailedException(String.valueOf(ex.getMessage()), ex);
        } catch (RedisException ex) {
            throw new StoreFailedException(String.valueOf(ex.getMessage()), ex);
        }
    }

    private static byte[] packed(SharedBands bands) {
        ByteBuffer buffer = ByteBuffer.allocate(24 * bands.bands().size()).order(ByteOrder.LITTLE_ENDIAN);
        for (SharedBand band : bands.bands()) {
            buffer.putDouble((double) band.size())
                    .putDouble((double) band.unit())
                    .putDouble((double) band.rate());
        }
        return buffer.array();
    }

    private static Taken unpacked(byte[] reply, int bands) {
        ByteBuffer buffer = ByteBuffer.wrap(reply).order(ByteOrder.LITTLE_ENDIAN);
        boolean granted = buffer.getDouble() != 0;
        long time = (long) buffer.getDouble();
        long[] debts = new long[bands];
        long[] anchors = new long[bands];
        for (int i = 0; i < bands; i++) {
            debts[i] = (long) buffer.getDouble();
            anchors[i] = (long) buffer.getDouble();
        }
        return new Taken(granted, time, debts, anchors);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, CONNECT);
        resources.shutdown(0, CONNECT.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly(CONNECT.toMillis());
    }

    /** Returns where the store is, without credentials. */
    @Override
    public String toString() {
        return "Redis at " + uri.getHost() + ":" + uri.getPort();
    }
}
