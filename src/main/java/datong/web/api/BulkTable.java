package datong.web.api;

import datong.protection.ProtectedRow;
import datong.publication.RowFormat;
import datong.publication.RowFormat.Column;
import datong.query.QueryAnswer;
import datong.schema.ItemType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Columns {@code id}, the items, and {@code _page}: empty but in the last row of each page, where it holds {@code next:<records so far>:<cursor>}, or
 * {@code end:<records>} in the last of all. Where the last page has no records a row without id holds it.
 */
final class BulkTable implements BulkWriter {
    static final String MARK = "_page";
    private final List<Column> columns;
    private final RowFormat.RowWriter rows;

    BulkTable(RowFormat format, QueryAnswer.Answered first, OutputStream out) throws IOException {
        this.columns = columns(first);
        this.rows = format.writer(out, columns);
    }

    private static List<Column> columns(QueryAnswer.Answered page) {
        Stream<Column> items = page.items().stream().map(item -> Column.of(item, "reveal".equals(page.treatments().get(item.name().value()))));
        return Stream.of(Stream.of(new Column("id", ItemType.STRING)), items, Stream.of(new Column(MARK, ItemType.STRING))).flatMap(part -> part).toList();
    }

    @Override
    public boolean holds(QueryAnswer.Answered page) {
        return columns.equals(columns(page));
    }

    @Override
    public void page(QueryAnswer.Answered page, long total) throws IOException {
        String mark = page.next().map(next -> "next:" + total + ":" + next).orElse("end:" + total);
        for (int at = 0; at < page.rows().size(); at++) {
            ProtectedRow row = page.rows().get(at);
            write(Optional.of(row.id().value()), row.values(), at == page.rows().size() - 1 ? Optional.of(mark) : Optional.empty());
        }
        if (page.rows().isEmpty()) {
            write(Optional.empty(), Collections.nCopies(page.items().size(), null), Optional.of(mark));
        }
        rows.flush();
    }

    private void write(Optional<String> id, List<?> values, Optional<String> mark) throws IOException {
        List<Object> cells = new ArrayList<>(columns.size());
        cells.add(id.orElse(null));
        cells.addAll(values);
        cells.add(mark.orElse(null));
        rows.write(cells);
    }

    /** The mark of the last page has said it. */
    @Override
    public void end(QueryAnswer.Answered last, long total) {}

    /** The mark of the last page says how to go on, and whoever does is told the problem. */
    @Override
    public void refused(Problem problem, long total) {}

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
