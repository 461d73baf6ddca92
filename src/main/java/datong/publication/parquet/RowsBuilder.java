package datong.publication.parquet;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/** Sets up a writer of rows without Hadoop's configuration and file system. */
final class RowsBuilder extends ParquetWriter.Builder<List<Object>, RowsBuilder> {
    private final MessageType schema;

    RowsBuilder(OutputFile file, MessageType schema) {
        super(file);
        this.schema = schema;
        withConf(new PlainParquetConfiguration());
        withCompressionCodec(CompressionCodecName.ZSTD);
        withRowGroupSize(16L << 20);
    }

    @Override
    protected RowsBuilder self() {
        return this;
    }

    @Override
    protected WriteSupport<List<Object>> getWriteSupport(Configuration unused) {
        return new Rows(schema);
    }

    @Override
    protected WriteSupport<List<Object>> getWriteSupport(ParquetConfiguration unused) {
        return new Rows(schema);
    }
}
