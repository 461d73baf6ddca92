package datong.sample;

import java.io.IOException;
import java.nio.file.Path;

/** One source of the district: writes its deliveries into its inbox. */
interface SampleSource {
    /** Code of the source: folder of its inbox, id of its route, name of its mapping. */
    String code();

    /** Writes so many records, those of the story among them. */
    void write(Path inbox, int records, Dice dice) throws IOException;
}
