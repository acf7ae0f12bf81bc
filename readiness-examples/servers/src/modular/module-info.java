/** An application on the module path. */
module com.example.modular {
    requires dev.readiness.core;
    // The library's module is an automatic one, which cannot say itself that it needs these two.
    requires org.slf4j;
    requires tools.jackson.core;
    requires jdk.httpserver;
    requires java.net.http;
}
