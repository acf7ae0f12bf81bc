package dev.readiness.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.readiness.spring.security.TokenLifetimes.TokenLifetime;
import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassReader;

/** Reads the byte code of the small class below, as that of an application is read. */
class TokenLifetimesTests {

    @Test
    void findsTheNumberThatIsAddedToTheTime() throws IOException {
        assertThat(read(Tokens.class))
                .extracting(token -> token.where().replaceFirst(".*\\.", "") + " " + token.days())
                .containsExactlyInAnyOrder("constant 180", "field 365", "product 90", "days 100", "minutes 0");
    }

    private static List<TokenLifetime> read(Class<?> type) throws IOException {
        List<TokenLifetime> found = new ArrayList<>();
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
            new ClassReader(in).accept(new TokenLifetimes(found), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        }
        return found;
    }

    @SuppressWarnings("unused")
    static class Tokens {

        private static final long HALF_A_YEAR = 1000L * 60 * 60 * 24 * 180;

        private static final long KEPT = 1000L * 60 * 60 * 24 * 400;

        private final InstantSource time = InstantSource.system();

        private long year = 1000L * 60 * 60 * 24 * 365;

        private long quarter = 90;

        private long configured;

        String constant() {
            return Jwts.builder()
                    .expiration(new Date(time.millis() + HALF_A_YEAR))
                    .compact();
        }

        String field() {
            return Jwts.builder().expiration(new Date(time.millis() + year)).compact();
        }

        String product() {
            return Jwts.builder()
                    .expiration(new Date(time.millis() + quarter * 86_400_000L))
                    .compact();
        }

        String days() {
            Instant end = time.instant().plus(Duration.ofDays(100));
            return Jwts.builder().expiration(Date.from(end)).compact();
        }

        String refreshToken() {
            return Jwts.builder().expiration(new Date(time.millis() + KEPT)).compact();
        }

        String fromOutside() {
            return Jwts.builder()
                    .expiration(new Date(time.millis() + configured))
                    .compact();
        }

        String shortest() {
            return Jwts.builder().expiration(Date.from(time.instant())).compact();
        }

        String minutes() {
            return Jwts.builder().expiration(new Date(time.millis() + 900_000)).compact();
        }

        long noToken() {
            return time.millis() + HALF_A_YEAR;
        }
    }
}
