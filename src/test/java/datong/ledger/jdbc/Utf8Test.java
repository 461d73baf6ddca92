package datong.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "晨光里３号楼", "é§", "𠮷野家 a𠮷", "\ud800x", "x\udc00", "\ud840", "\t\r\n\u001e\u007f\u0080\u07ff\u0800\uffff"})
    void theBytesAreThoseOfTheLibrary(String text) {
        byte[] buffer = new byte[Utf8.most(text)];

        int end = Utf8.write(text, buffer, 0);

        assertThat(Arrays.copyOf(buffer, end)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }
}
