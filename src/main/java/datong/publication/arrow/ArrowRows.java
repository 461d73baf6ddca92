package datong.publication.arrow;

import datong.publication.RowFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;

/** Arrow's IPC stream, uncompressed; an item shown as stored keeps its type, a treated one is text. */
public final class ArrowRows implements RowFormat {
    private static final long MOST_MEMORY = 256L << 20;

    @Override
    public String ending() {
        return "arrows";
    }

    @Override
    public RowWriter writer(OutputStream out, List<Column> columns) throws IOException {
        return new Batches(out, columns);
    }

    private static final class Batches implements RowWriter {
        private final OutputStream out;
        private final RootAllocator memory = new RootAllocator(MOST_MEMORY);
        private final ArrowBatch batch;
        private final ArrowStreamWriter writer;

        private Batches(OutputStream out, List<Column> columns) throws IOException {
            this.out = out;
            this.batch = new ArrowBatch(columns, memory);
            this.writer = new ArrowStreamWriter(batch.vectors(), null, Channels.newChannel(out));
            writer.start();
        }

        @Override
        public void write(List<Object> values) throws IOException {
            batch.add(values);
            if (batch.full()) {
                send();
            }
        }

        private void send() throws IOException {
            batch.complete();
            writer.writeBatch();
            batch.clear();
        }

        @Override
        public void flush() throws IOException {
            if (!batch.empty()) {
                send();
            }
            out.flush();
        }

        /** Ends the stream; its memory is given back even if the reader has gone. */
        @Override
        public void close() throws IOException {
            try (RootAllocator last = memory; ArrowBatch vectors = batch) {
                if (!batch.empty()) {
                    send();
                }
                writer.end();
                out.close();
            }
        }
    }
}
