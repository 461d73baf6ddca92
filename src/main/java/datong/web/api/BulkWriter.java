package datong.web.api;

import datong.query.QueryAnswer;
import java.io.IOException;

/** Writes the pages of a long answer as they are answered. Nothing that was cut off or refused can be taken for a whole answer. */
interface BulkWriter {
    /** Whether the page has the columns of those before; if not, the reader asks for the rest anew. */
    boolean holds(QueryAnswer.Answered page);

    /** @param total records so far, those of this page included */
    void page(QueryAnswer.Answered page, long total) throws IOException;

    /** After the last page there was, or the last that was asked for. */
    void end(QueryAnswer.Answered last, long total) throws IOException;

    void refused(Problem problem, long total) throws IOException;

    /** Not called where the answer broke off. */
    void close() throws IOException;
}
