package dev.readiness.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlGuardTests {

    private static final String PUBLIC = "93.184.215.14";

    private final UrlGuard guard = UrlGuard.allowing(Set.of("http", "https"), Set.of(80, 443, 8080))
            .resolvingWith(host -> new InetAddress[] {InetAddress.getByName(PUBLIC)});

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://example.com/a?b=c#d",
                "http://example.com:8080/",
                "HTTPS://EXAMPLE.COM/",
                "https://example.com./",
                "https://xn--bcher-kva.example.com/",
                "https://a-b.example.co.uk/x",
                "https://93.184.215.14/",
                "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
                "https://1.1.1.1.example.com/",
                "https://0x7f.example.com/"
            })
    void admitsPublicAddresses(String url) {
        assertThat(guard.admits(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // This machine, as it is usually written, and as inet_aton reads it
                "http://localhost/",
                "http://LOCALHOST/",
                "http://localhost./",
                "http://a.localhost/",
                "http://127.0.0.1/",
                "http://127.0.0.1./",
                "http://127.1/",
                "http://127.0.1/",
                "http://127.255.255.254/",
                "http://0/",
                "http://0.0.0.0/",
                "http://0x7f000001/",
                "http://0X7F000001/",
                "http://0x7f.0.0.1/",
                "http://0x7f.1/",
                "http://127.0.0.0x1/",
                "http://2130706433/",
                "http://017700000001/",
                "http://0177.0.0.1/",
                "http://0177.0.0.01/",
                "http://127.0.0.01/",
                "http://127.000.000.001/",
                "http://0000127.0.0.1/",
                "http://4294967297/",
                "http://127.0.0.1.0/",
                "http://127.0.0.256/",
                "http://①②⑦.⓪.⓪.①/",
                "http://127。0。0。1/",
                "http://１２７.0.0.1/",
                "http://%31%32%37.0.0.1/",
                "http://127.0.0.1%00.example.com/",
                // The same in version 6
                "http://[::1]/",
                "http://[0:0:0:0:0:0:0:1]/",
                "http://[::]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[::127.0.0.1]/",
                "http://[0:0:0:0:0:ffff:127.0.0.1]/",
                "http://[::ffff:169.254.169.254]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[64:ff9b::169.254.169.254]/",
                "http://[64:ff9b:1::7f00:1]/",
                "http://[2002:7f00:1::]/",
                "http://[2002:a9fe:a9fe::1]/",
                "http://[2001:0:7f00:1::]/",
                "http://[fe80::1]/",
                "http://[fe80::1%25eth0]/",
                "http://[fc00::1]/",
                "http://[fd00:ec2::254]/",
                "http://[ff02::1]/",
                "http://[2001:db8::1]/",
                "http://[fec0::1]/",
                "http://[::ffff:0:127.0.0.1]/",
                "http://[100::1]/",
                "http://[3fff::1]/",
                "http://[::1%25lo]/",
                // Private networks and metadata services
                "http://10.0.0.1/",
                "http://10.1/",
                "http://172.16.0.1/",
                "http://172.31.255.255/",
                "http://192.168.1.1/",
                "http://192.168.257/",
                "http://100.64.0.1/",
                "http://100.100.100.200/",
                "http://169.254.169.254/latest/meta-data/",
                "http://0xa9fea9fe/",
                "http://2852039166/",
                "http://0251.0376.0251.0376/",
                "http://169.254.43518/",
                "http://168.63.129.16/",
                "http://192.0.0.192/",
                "http://198.18.0.1/",
                "http://224.0.0.1/",
                "http://255.255.255.255/",
                "http://metadata.google.internal/",
                "http://printer.local/",
                "http://intranet/",
                "http://db.lan/",
                // Confusion about where the host is
                "http://example.com@127.0.0.1/",
                "http://user:password@example.com/",
                "http://127.0.0.1\\@example.com/",
                "http://example.com\\.evil/",
                "http:///127.0.0.1/",
                "http:127.0.0.1",
                "//127.0.0.1/",
                "http://exa mple.com/",
                "http://example.com\n.evil/",
                "http://",
                "",
                // Other schemes and ports
                "file:///etc/passwd",
                "ftp://example.com/",
                "gopher://example.com/",
                "jar:http://example.com!/",
                "javascript:alert(1)",
                "data:text/plain,x",
                "http://example.com:22/",
                "http://example.com:6379/",
                "http://example.com:99999/",
                "http://example.com:-1/"
            })
    void refusesEverySpellingOfWhatIsNotPublic(String url) {
        assertThat(guard.admits(url)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "64:ff9b::7f00:1", "100.64.0.1"})
    void refusesNamesThatResolveToWhatIsNotPublic(String address) {
        UrlGuard resolving = guard.resolvingWith(
                host -> new InetAddress[] {InetAddress.getByName(PUBLIC), InetAddress.getByName(address)});

        assertThat(resolving.admits("https://rebound.example.com/")).isFalse();
    }

    @Test
    void refusesAtTheConnectionANameThatResolvedDifferentlyWhenItWasChecked() throws Exception {
        Deque<String> answers = new ArrayDeque<>(List.of(PUBLIC, "127.0.0.1"));
        UrlGuard resolving =
                guard.resolvingWith(host -> new InetAddress[] {InetAddress.getByName(answers.removeFirst())});

        assertThat(resolving.admits("https://rebinding.example.com/")).isTrue();
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> resolving.resolve("rebinding.example.com"))
                .withMessageNotContaining("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "https://127.0.0.1/",
                "//127.0.0.1/",
                "//0x7f.1/a",
                "https://[::ffff:169.254.169.254]/",
                "https://user@example.com/",
                "/\\127.0.0.1/",
                "https:\\\\127.0.0.1/",
                "https://example.com:6379/",
                "file:///etc/passwd",
                "http://example.com/", // gives up what https protects
                "https://exa mple.com/",
                "https://example.com/\r\nX: 1"
            })
    void refusesRedirectsToWhatIsNotPublic(String location) {
        assertThat(guard.redirect(URI.create("https://example.com/a"), location))
                .isEmpty();
    }

    @Test
    void followsRedirectsToWhatIsPublic() {
        URI from = URI.create("https://example.com/a/b");

        assertThat(guard.redirect(from, "c?d=e")).hasValue(URI.create("https://example.com/a/c?d=e"));
        assertThat(guard.redirect(from, "//example.org/")).hasValue(URI.create("https://example.org/"));
        assertThat(guard.redirect(URI.create("http://example.com/"), "https://example.com/"))
                .hasValue(URI.create("https://example.com/"));
    }

    @Test
    void refusesNamesThatDoNotResolve() {
        UrlGuard resolving = guard.resolvingWith(host -> {
            throw new UnknownHostException(host);
        });

        assertThat(resolving.admits("https://nowhere.example.com/")).isFalse();
    }

    @Test
    void judgesTheSpellingWithoutResolving() {
        UrlGuard resolving = guard.resolvingWith(host -> {
            throw new AssertionError("must not be asked");
        });

        assertThat(resolving.admitsSpelling("https://example.com/")).isTrue();
        assertThat(resolving.admitsSpelling("https://127.0.0.1/")).isFalse();
    }

    @Test
    void httpsOnlyRefusesPlainHttp() {
        assertThat(UrlGuard.httpsOnly().admitsSpelling("http://example.com/")).isFalse();
        assertThat(UrlGuard.httpsOnly().admitsSpelling("https://example.com/")).isTrue();
    }

    @Test
    void saysWhichSchemesItKnows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UrlGuard.allowing(Set.of("file"), Set.of(80)))
                .withMessage("'schemes' must be of http and https but is [file]");
    }

    @Test
    void refusesAnAddressOfAnyLengthInLinearTime() {
        assertThat(guard.admits("https://" + "a.".repeat(1_000_000) + "com/")).isFalse();
    }
}
