package datong.erasure;

import datong.ledger.PersonNumbers;
import datong.ledger.Remains;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Deliveries that lie in clear where they were put once they had been read: those that name the person are deleted. Their source has them. */
public final class ClearFiles implements Remains {
    private static final int CHUNK = 1 << 20;
    private static final int OVERLAP = 64;
    private final Path inbox;

    /** @param inbox the folder of the sources' folders */
    public ClearFiles(Path inbox) {
        this.inbox = inbox;
    }

    @Override
    public String name() {
        return "delivered_files";
    }

    @Override
    public long erase(PersonNumbers person) {
        List<Path> named = naming(person, true);
        for (Path file : named) {
            try {
                Files.delete(file);
            } catch (IOException stuck) {
                throw new UncheckedIOException("a delivered file that names the person cannot be deleted; see that the hub may write in " + file.getParent(), stuck);
            }
        }
        return named.size();
    }

    /** Files that name the person and have not been read yet: they will be, and their records refused. */
    public long waiting(PersonNumbers person) {
        return naming(person, false).size();
    }

    private List<Path> naming(PersonNumbers person, boolean read) {
        if (!Files.isDirectory(inbox)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(inbox)) {
            return files.filter(Files::isRegularFile).filter(file -> read == read(inbox.relativize(file))).filter(file -> names(file, person)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the inbox " + inbox + " cannot be looked through", unreadable);
        }
    }

    /** Read or set aside: in a folder whose name begins with a dot. */
    private static boolean read(Path file) {
        for (Path part : file) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(Path file, PersonNumbers person) {
        try (InputStream in = Files.newInputStream(file)) {
            if (names(in, person)) {
                return true;
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.getFileName() + " cannot be looked through", unreadable);
        }
        return packed(file, person);
    }

    /** Numbers are of ASCII characters in every charset in use. */
    private static boolean names(InputStream in, PersonNumbers person) throws IOException {
        String last = "";
        for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
            String text = last + new String(chunk, StandardCharsets.ISO_8859_1);
            if (person.namedIn(text)) {
                return true;
            }
            last = text.substring(Math.max(0, text.length() - OVERLAP));
        }
        return false;
    }

    /** Workbooks and archives. One that is broken, and begins like one, counts as naming the person. */
    private static boolean packed(Path file, PersonNumbers person) {
        try (InputStream in = Files.newInputStream(file); ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (names(zip, person)) {
                    return true;
                }
            }
            return false;
        } catch (IOException broken) {
            return true;
        }
    }
}
