package datong.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import datong.ledger.PersonNumbers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClearFilesTest {
    private static final PersonNumbers PERSON = PersonNumbers.parse("110199195803121021\n15400001001").orElseThrow();
    @TempDir
    Path inbox;

    @Test
    void deliveriesThatWereReadAndNameThePersonAreDeletedAndOthersStay() throws IOException {
        file("hotline/.done/utf8.csv", "姓名,电话\n赵一二,154 0000-1001\n".getBytes(StandardCharsets.UTF_8));
        file("hotline/.failed/gbk.csv", "姓名,号码\n赵一二,110199195803121021\n".getBytes(Charset.forName("GB18030")));
        file("hotline/.done/far.csv", ("x".repeat((1 << 20) - 5) + "15400001001").getBytes(StandardCharsets.US_ASCII));
        zip("hotline/.done/book.xlsx", "<si><t>15400001001</t></si>");
        Path other = zip("hotline/.done/other.xlsx", "<si><t>15400001002</t></si>");
        Path plain = file("hotline/.done/other.csv", "15400001002".getBytes(StandardCharsets.US_ASCII));
        Path waiting = file("hotline/next.csv", "15400001001".getBytes(StandardCharsets.US_ASCII));

        ClearFiles files = new ClearFiles(inbox);
        assertThat(files.waiting(PERSON)).isEqualTo(1);
        assertThat(files.erase(PERSON)).isEqualTo(4);
        assertThat(files.erase(PERSON)).isZero();
        assertThat(other).exists();
        assertThat(plain).exists();
        assertThat(waiting).exists();
    }

    @Test
    void aHubWithoutInboxHasNothingToDelete() {
        assertThat(new ClearFiles(inbox.resolve("none")).erase(PERSON)).isZero();
    }

    private Path file(String name, byte[] content) throws IOException {
        Path file = inbox.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    private Path zip(String name, String text) throws IOException {
        Path file = inbox.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
