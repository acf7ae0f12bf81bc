package dev.readiness.health;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks when certificates end. The file is read each time, because a renewed one is put into its place. */
final class CertificateHealthCheck implements HealthCheck {

    private final CertificateSource source;
    private final Duration warning;
    private final InstantSource clock;

    private CertificateHealthCheck(CertificateSource source, Duration warning, InstantSource clock) {
        this.source = source;
        this.warning = Objects.requireNonNull(warning, "warning");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    static CertificateHealthCheck ofFile(Path file, Duration warning, InstantSource clock) {
        Objects.requireNonNull(file, "file");
        return new CertificateHealthCheck(() -> inFile(file), warning, clock);
    }

    static CertificateHealthCheck ofKeyStore(
            Path file, Supplier<char @Nullable []> password, Duration warning, InstantSource clock) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(password, "password");
        return new CertificateHealthCheck(() -> inKeyStore(file, password.get()), warning, clock);
    }

    @Override
    public HealthResult check() throws IOException, GeneralSecurityException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Certificate certificate : source.read()) {
            if (certificate instanceof X509Certificate x509) {
                certificates.add(x509);
            }
        }
        if (certificates.isEmpty()) {
            return HealthResult.down("there is no certificate");
        }
        Instant now = clock.instant();
        for (X509Certificate certificate : certificates) {
            if (certificate.getNotBefore().toInstant().isAfter(now)) {
                return about(HealthResult.down("a certificate is not valid yet"), certificate);
            }
        }
        X509Certificate first = certificates.stream()
                .min(Comparator.comparing(X509Certificate::getNotAfter))
                .orElseThrow();
        return about(result(first.getNotAfter().toInstant(), now), first);
    }

    private HealthResult result(Instant end, Instant now) {
        if (!end.isAfter(now)) {
            return HealthResult.down("a certificate has ended");
        }
        return end.isAfter(now.plus(warning))
                ? HealthResult.up()
                : HealthResult.degraded(
                        "a certificate ends in " + Duration.between(now, end).toDays() + " days");
    }

    private static HealthResult about(HealthResult result, X509Certificate certificate) {
        return result.with("subject", certificate.getSubjectX500Principal().getName())
                .with("ends", certificate.getNotAfter().toInstant().toString());
    }

    private static Collection<? extends Certificate> inFile(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    private static Collection<? extends Certificate> inKeyStore(Path file, char @Nullable [] password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(file.toFile(), password);
        List<Certificate> certificates = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            Certificate[] chain = store.getCertificateChain(alias);
            Certificate single = store.getCertificate(alias);
            if (chain != null) {
                Collections.addAll(certificates, chain);
            } else if (single != null) {
                certificates.add(single);
            }
        }
        return certificates;
    }

    /** Reads certificates. */
    @FunctionalInterface
    private interface CertificateSource {

        Collection<? extends Certificate> read() throws IOException, GeneralSecurityException;
    }
}
