package datong.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder of another system that is mounted here, best one where files can be added and not changed. */
public final class FolderAnchor implements Anchor {
    private final Path folder;

    public FolderAnchor(Path folder) {
        this.folder = folder;
    }

    /** Name of a checkpoint's file, as every anchor that keeps files gives it. */
    public static String name(Checkpoint checkpoint) {
        return checkpoint.origin().replaceAll("[^A-Za-z0-9.-]", "-") + "-%012d.checkpoint".formatted(checkpoint.size());
    }

    /** A mount that is missing is not made: its place would be this machine. */
    @Override
    public byte[] keep(Checkpoint checkpoint) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("the folder " + folder + " is not there; is it mounted?");
        }
        Path file = folder.resolve(name(checkpoint));
        try {
            Files.writeString(file, checkpoint.note(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        } catch (FileAlreadyExistsException there) {
            Checkpoint kept = Checkpoint.parse(Files.readString(file));
            if (!java.util.Arrays.equals(kept.root(), checkpoint.root())) {
                throw new IOException(file + " holds another checkpoint of the same size: the log was forked", there);
            }
        }
        return new byte[0];
    }
}
