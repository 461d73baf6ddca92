package datong.web.api;

import datong.query.QueryAnswer;
import java.io.IOException;
import java.io.OutputStream;

/** A record a line, a line after each page, a line at the end. */
record BulkLines(AnswerFormat format, OutputStream out) implements BulkWriter {
    @Override
    public boolean holds(QueryAnswer.Answered page) {
        return true;
    }

    @Override
    public void page(QueryAnswer.Answered page, long total) throws IOException {
        out.write(format.ndjson(page));
        out.write(format.pageLine(page, total));
        out.flush();
    }

    @Override
    public void end(QueryAnswer.Answered last, long total) throws IOException {
        out.write(format.endLine(total, last.next()));
    }

    @Override
    public void refused(Problem problem, long total) throws IOException {
        out.write(format.endLine(total, problem));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
