package com.example.servers;

/** A server that books visits at {@code POST /visits}; it answers with the reason that it was given. */
interface RunningServer extends AutoCloseable {

    int port();

    @Override
    void close();
}
