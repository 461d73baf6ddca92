package datong.subscription.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedAddressesTest {
    @ParameterizedTest
    @ValueSource(strings = {"http://receiver.example/hook", "https://user@receiver.example/hook", "https://receiver.example/hook#part", "ftp://receiver.example/", "https:///hook",
        "http://127.0.0.1.receiver.example/"})
    void anAddressWithoutTlsOrWithMoreThanAnAddressIsWrong(String url) {
        assertThat(AllowedAddresses.wrong(URI.create(url))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://receiver.example/hook?x=1", "http://localhost:8080/hook", "http://127.0.0.1/", "http://[::1]:9/"})
    void anAddressWithTlsOrOfThisMachineIsRight(String url) {
        assertThat(AllowedAddresses.wrong(URI.create(url))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://169.254.169.254/latest", "https://[fe80::1]/", "https://0.0.0.0/", "https://224.0.0.1/"})
    void theNetworksOwnMachineryIsNeverDeliveredTo(String url) {
        assertThat(new AllowedAddresses("").refuses(URI.create(url))).isPresent();
    }

    @Test
    void blocksAreRefusedToTheBit() {
        AllowedAddresses addresses = new AllowedAddresses("10.1.0.0/15, fd00::/8,192.168.7.7");
        assertThat(addresses.refuses(URI.create("https://10.1.2.3/"))).isPresent();
        assertThat(addresses.refuses(URI.create("https://10.0.255.255/"))).isPresent();
        assertThat(addresses.refuses(URI.create("https://10.2.0.0/"))).isEmpty();
        assertThat(addresses.refuses(URI.create("https://[fd12::1]/"))).isPresent();
        assertThat(addresses.refuses(URI.create("https://192.168.7.7/"))).isPresent();
        assertThat(addresses.refuses(URI.create("https://192.168.7.8/"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "ten", "10.0.0.0/8/8", "10.0.0.0/x"})
    void aBlockThatCannotBeReadIsRefused(String block) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AllowedAddresses(block)).withMessageContaining("no block of addresses");
    }
}
