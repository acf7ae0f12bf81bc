package dev.readiness.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTests {

    private static final String PROXY = "10.0.0.1";

    @Test
    void believesNoHeaderOfAPeerThatIsNotTrusted() {
        assertThat(behindProxies("203.0.113.9", "198.51.100.1")).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.1 | 198.51.100.1",
                "1.1.1.1, 198.51.100.1 | 198.51.100.1",
                "1.1.1.1, 198.51.100.1, 10.9.9.9 | 198.51.100.1",
                "10.1.1.1, 10.2.2.2 | 10.1.1.1",
                "198.51.100.1:4711 | 198.51.100.1",
                "::ffff:198.51.100.1 | 198.51.100.1",
                "[2001:db8:1:2:3::4]:443 | 2001:db8:1:2:0:0:0:0/64",
                "2001:db8:1:2:ffff::1%eth0 | 2001:db8:1:2:0:0:0:0/64",
                "unknown | 10.0.0.1",
                "198.51.100.1, _hidden | 10.0.0.1",
                "host.example | 10.0.0.1",
                "999.1.1.1 | 10.0.0.1",
                "'' | 10.0.0.1",
            })
    void readsForwardedAddressesFromTheRight(String header, String client) {
        assertThat(behindProxies(PROXY, header)).isEqualTo(client);
    }

    @Test
    void joinsSeveralLinesInTheirOrder() {
        ClientAddresses addresses = ClientAddresses.behind(List.of("10.0.0.0/8"), ForwardingHeader.X_FORWARDED_FOR);

        assertThat(addresses.find(PROXY, name -> List.of("1.1.1.1, 198.51.100.1", "10.7.7.7")))
                .isEqualTo("198.51.100.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=198.51.100.1;proto=https;by=10.0.0.1 | 198.51.100.1",
                "for=1.1.1.1, For=\"[2001:db8::1]:80\";proto=http | 2001:db8:0:0:0:0:0:0/64",
                "for=_secret | 10.0.0.1",
                "proto=https | 10.0.0.1",
            })
    void readsTheStandardHeader(String header, String client) {
        ClientAddresses addresses = ClientAddresses.behind(List.of("10.0.0.0/8"), ForwardingHeader.FORWARDED);

        assertThat(addresses.find(PROXY, name -> name.equals("Forwarded") ? List.of(header) : List.of()))
                .isEqualTo(client);
    }

    @Test
    void unwrapsAPeerThatIsWrittenAsIpv6() {
        assertThat(behindProxies("::ffff:10.0.0.1", "198.51.100.1")).isEqualTo("198.51.100.1");
    }

    @Test
    void groupsTheAddressesOfOneIpv6Network() {
        ClientAddresses addresses = ClientAddresses.ofPeers();

        assertThat(addresses.find("2001:db8:1:2:a::1", name -> List.of()))
                .isEqualTo(addresses.find("2001:db8:1:2:b::2", name -> List.of()))
                .isNotEqualTo(addresses.find("2001:db8:1:3::1", name -> List.of()));
    }

    @Test
    void readsNoMoreOfAnEndlessHeaderThanItsLastHops() {
        String endless = "10.1.1.1,".repeat(100_000) + "10.1.1.1";

        assertThat(behindProxies(PROXY, "1.1.1.1," + endless)).isEqualTo("10.1.1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/x", "proxy.example", "", "::1/129", "10.0.0.0/-1"})
    void refusesARangeThatIsNone(String range) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientAddresses.behind(List.of(range), ForwardingHeader.FORWARDED))
                .withMessage("'" + range
                        + "' is not a range of addresses; write for example 10.0.0.0/8, 192.0.2.7 or 2001:db8::/32");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "::/0",
                "10.0.0.0/8, ::/0",
                "0.0.0.0/1, 128.0.0.0/1",
                "0.0.0.0/1, 10.0.0.0/8, 128.0.0.0/2, 192.0.0.0/2",
                "::/1, 8000::/1"
            })
    void refusesToTrustEverybody(String ranges) {
        List<String> all = List.of(ranges.split(", "));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientAddresses.behind(all, ForwardingHeader.FORWARDED))
                .withMessage("'trustedProxies' must not trust everybody but is " + all
                        + ": any client could choose its address");
    }

    @Test
    void trustsManyThatAreNotEverybody() {
        assertThat(ClientAddresses.behind(
                                List.of("0.0.0.0/1", "10.0.0.0/8", "10.9.9.9/8", "64.0.0.0/2"),
                                ForwardingHeader.FORWARDED)
                        .trustsAnybody())
                .isTrue();
    }

    private static String behindProxies(String peer, String header) {
        ClientAddresses addresses = ClientAddresses.behind(List.of("10.0.0.0/8"), ForwardingHeader.X_FORWARDED_FOR);
        return addresses.find(peer, name -> name.equals("X-Forwarded-For") ? List.of(header) : List.of("for=9.9.9.9"));
    }
}
