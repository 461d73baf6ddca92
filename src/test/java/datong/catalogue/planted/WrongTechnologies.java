package datong.catalogue.planted;

/** Planted: every technology of docs/ARCHITECTURE.md where it does not belong, so that ArchitectureTest can show that its line bites. */
record WrongTechnologies(
        org.apache.camel.CamelContext camel,
        org.apache.nifi.remote.Transaction nifi,
        io.debezium.engine.ChangeEvent<?, ?> change,
        org.apache.kafka.connect.source.SourceRecord kafka,
        org.apache.ranger.plugin.model.RangerPolicy ranger,
        org.bouncycastle.crypto.Digest bouncyCastle,
        com.nimbusds.jose.JWEObject jose,
        java.sql.Connection connection,
        javax.sql.DataSource database,
        org.postgresql.PGConnection postgres,
        org.springframework.jdbc.core.simple.JdbcClient client,
        org.yaml.snakeyaml.Yaml yaml,
        org.dhatim.fastexcel.reader.Sheet sheet,
        org.apache.poi.hssf.record.Record[] records,
        de.siegmar.fastcsv.reader.CsvReader<?> csv,
        com.hankcs.hanlp.seg.Segment names,
        dev.cel.common.CelOptions cel,
        org.apache.parquet.schema.MessageType parquet,
        org.apache.hadoop.conf.Configuration hadoop,
        com.networknt.schema.Schema shape,
        com.google.gson.Gson gson,
        org.hibernate.validator.HibernateValidator validator,
        io.zonky.test.db.postgres.embedded.EmbeddedPostgres embedded,
        picocli.CommandLine line,
        org.springframework.context.ApplicationContext spring) {}
