package datong.catalogue.rdf4j;

import datong.catalogue.DatasetEntry;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.eclipse.rdf4j.model.Model;
import org.eclipse.rdf4j.rio.RDFFormat;
import org.eclipse.rdf4j.rio.RDFHandler;
import org.eclipse.rdf4j.rio.RDFWriter;
import org.eclipse.rdf4j.rio.Rio;
import org.eclipse.rdf4j.rio.helpers.BasicWriterSettings;
import org.eclipse.rdf4j.rio.helpers.JSONLDMode;
import org.eclipse.rdf4j.rio.helpers.JSONLDSettings;

/** Entries as a DCAT-AP 3 catalogue (SEMIC, releases/3.0.1) that portals harvest. */
public final class DcatCatalogue {
    /** How the graph is written down. */
    public enum Syntax {
        JSON_LD(RDFFormat.JSONLD, "application/ld+json"),
        TURTLE(RDFFormat.TURTLE, "text/turtle;charset=UTF-8");

        private final RDFFormat format;
        private final String mediaType;

        Syntax(RDFFormat format, String mediaType) {
            this.format = format;
            this.mediaType = mediaType;
        }

        public String mediaType() {
            return mediaType;
        }
    }

    private DcatCatalogue() {}

    /**
     * The same entries give the same bytes.
     *
     * @param hub address of the hub without a slash at its end; datasets are named by their address in its API
     */
    public static byte[] write(List<DatasetEntry> entries, String hub, Departments departments, Syntax syntax) {
        Model model = new DcatModel(hub, departments).of(entries);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RDFWriter writer = Rio.createWriter(syntax.format, bytes);
        writer.getWriterConfig().set(BasicWriterSettings.PRETTY_PRINT, true).set(JSONLDSettings.JSONLD_MODE, JSONLDMode.COMPACT);
        write(model, writer);
        return bytes.toByteArray();
    }

    private static void write(Model model, RDFHandler writer) {
        writer.startRDF();
        model.getNamespaces().forEach(space -> writer.handleNamespace(space.getPrefix(), space.getName()));
        model.forEach(writer::handleStatement);
        writer.endRDF();
    }
}
