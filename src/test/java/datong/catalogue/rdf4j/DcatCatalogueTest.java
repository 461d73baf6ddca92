package datong.catalogue.rdf4j;

import static org.assertj.core.api.Assertions.assertThat;

import datong.SharedData;
import datong.catalogue.Catalogue;
import datong.catalogue.DatasetEntry;
import datong.catalogue.Description;
import datong.catalogue.Standing;
import datong.catalogue.Standings;
import datong.catalogue.WholeRuns;
import datong.catalogue.rdf4j.DcatCatalogue.Syntax;
import datong.catalogue.yaml.CatalogueFolder;
import datong.mapping.yaml.MappingFiles;
import datong.mapping.yaml.MappingFolder;
import datong.query.ListLedger;
import datong.query.TestHouse;
import datong.schema.Dataset;
import datong.schema.LedgerSchema;
import datong.schema.yaml.CodeTableFiles;
import datong.schema.yaml.ExtensionFiles;
import datong.schema.yaml.Extensions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Model;
import org.eclipse.rdf4j.model.util.Models;
import org.eclipse.rdf4j.model.util.Values;
import org.eclipse.rdf4j.model.vocabulary.DCAT;
import org.eclipse.rdf4j.model.vocabulary.DCTERMS;
import org.eclipse.rdf4j.model.vocabulary.RDF4J;
import org.eclipse.rdf4j.model.vocabulary.RDF;
import org.eclipse.rdf4j.repository.RepositoryException;
import org.eclipse.rdf4j.repository.sail.SailRepository;
import org.eclipse.rdf4j.repository.sail.SailRepositoryConnection;
import org.eclipse.rdf4j.rio.RDFFormat;
import org.eclipse.rdf4j.rio.Rio;
import org.eclipse.rdf4j.sail.memory.MemoryStore;
import org.eclipse.rdf4j.sail.shacl.ShaclSail;
import org.eclipse.rdf4j.sail.shacl.ShaclSailValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue of the sample district against the shapes of DCAT-AP 3.0.1. */
class DcatCatalogueTest {
    private static final Standings USED = new Standings() {
        @Override
        public Standing.Usage usage(Dataset dataset, LocalDate from, LocalDate to) {
            return new Standing.Usage(1_284, 3);
        }

        @Override
        public Standing.Freshness freshness(Dataset dataset, Optional<Description.Frequency> promised) {
            return new Standing.Freshness(Standing.Freshness.State.FRESH, Optional.of(Instant.parse("2026-11-22T04:00:00Z")), Optional.empty());
        }
    };
    private static final String HUB = "https://hub.example";

    private static List<DatasetEntry> entries() {
        Extensions extensions = ExtensionFiles.read(Path.of("mappings/extensions"), LedgerSchema.standard(), CodeTableFiles.standard());
        MappingFolder mappings = new MappingFolder(Path.of("mappings"), new MappingFiles(extensions.schema(), extensions.codeTables(), Clock.systemUTC()));
        mappings.refresh();
        CatalogueFolder described = new CatalogueFolder(Path.of("mappings/catalogue"));
        return new Catalogue(mappings.datasets(), extensions::schema, described::register, new WholeRuns(), () -> datong.catalogue.OtherNames.NONE, new TestHouse.Decisions(), new ListLedger(), USED, new TestHouse.Log(), () -> "event",
                Clock.systemUTC()).visibleTo(TestHouse.STREET);
    }

    private static byte[] written(Syntax syntax) {
        return DcatCatalogue.write(entries(), HUB, (code, english) -> english ? "Department " + code : "部门" + code, syntax);
    }

    private static Model graph(Syntax syntax) throws IOException {
        return Rio.parse(new ByteArrayInputStream(written(syntax)), HUB, syntax == Syntax.TURTLE ? RDFFormat.TURTLE : RDFFormat.JSONLD);
    }

    @Test
    void bothSyntaxesSayTheSame() throws IOException {
        assertThat(Models.isomorphic(graph(Syntax.TURTLE), graph(Syntax.JSON_LD))).isTrue();
    }

    @Test
    void everyDatasetStandsInTheCatalogueAndWhatIsNotSharedCannotBeHad() throws IOException {
        Model graph = graph(Syntax.TURTLE);
        assertThat(graph.filter(null, DCAT.HAS_DATASET, null)).hasSameSizeAs(entries());
        assertThat(graph.filter(Values.iri(HUB + "/api/v1/datasets/hotline-12345"), DCAT.HAS_DISTRIBUTION, null)).isNotEmpty();
        assertThat(graph.filter(Values.iri(HUB + "/api/v1/datasets/care-register"), RDF.TYPE, DCAT.DATASET)).isNotEmpty();
        assertThat(graph.filter(Values.iri(HUB + "/api/v1/datasets/care-register"), DCAT.HAS_DISTRIBUTION, null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shapes.ttl", "range.ttl"})
    void theCatalogueKeepsTheShapesOfDcatAp(String shapes) throws IOException {
        assertThat(broken(shapes, graph(Syntax.JSON_LD))).isEmpty();
    }

    @Test
    void aDatasetWithoutATitleBreaksThem() throws IOException {
        Model graph = graph(Syntax.TURTLE);
        graph.remove(Values.iri(HUB + "/api/v1/datasets/hotline-12345"), DCTERMS.TITLE, null);
        assertThat(broken("shapes.ttl", graph)).contains("MinCount");
    }

    /** The report of what does not keep the shapes; empty if all does. */
    private static String broken(String shapes, Model graph) throws IOException {
        SailRepository repository = new SailRepository(new ShaclSail(new MemoryStore()));
        repository.init();
        try (SailRepositoryConnection connection = repository.getConnection(); InputStream file = Files.newInputStream(SharedData.folder("dcat-ap-shapes").resolve(shapes))) {
            connection.begin();
            connection.add(file, "", RDFFormat.TURTLE, RDF4J.SHACL_SHAPE_GRAPH);
            connection.commit();
            connection.begin();
            connection.add(graph);
            connection.commit();
            return "";
        } catch (RepositoryException refused) {
            ShaclSailValidationException report = (ShaclSailValidationException) refused.getCause();
            return report.validationReportAsModel().stream().map(Object::toString).reduce("", (one, other) -> one + "\n" + other);
        } finally {
            repository.shutDown();
        }
    }

    @Test
    void theItemsStandInOrderEachWithItsOwnAccessRight() throws IOException {
        Model graph = graph(Syntax.JSON_LD);
        IRI dataset = Values.iri(HUB + "/api/v1/datasets/floating-population");
        List<String> columns = new ArrayList<>();
        IRI cell = Models.objectIRI(graph.filter(object(graph, dataset, DCTERMS.CONFORMS_TO), Values.iri("http://www.w3.org/ns/csvw#column"), null)).orElseThrow();
        for (; !cell.equals(RDF.NIL); cell = object(graph, cell, RDF.REST)) {
            columns.add(object(graph, cell, RDF.FIRST).getLocalName());
        }
        DatasetEntry entry = entries().stream().filter(one -> one.dataset().code().value().equals("floating-population")).findFirst().orElseThrow();
        assertThat(columns).containsExactlyElementsOf(entry.items().stream().map(item -> item.name().value()).toList());
        IRI ethnicity = Values.iri(dataset + "#ethnicity");
        assertThat(object(graph, ethnicity, DCTERMS.ACCESS_RIGHTS).stringValue()).endsWith("/NON_PUBLIC");
        assertThat(Models.objectLiteral(graph.filter(object(graph, ethnicity, DCTERMS.RIGHTS), DCTERMS.DESCRIPTION, null)).orElseThrow().stringValue()).contains("个人信息保护法 第二十八条");
        assertThat(object(graph, Values.iri(dataset + "#name"), DCTERMS.ACCESS_RIGHTS).stringValue()).endsWith("/RESTRICTED");
    }

    private static IRI object(Model graph, IRI subject, IRI property) {
        return Models.objectIRI(graph.filter(subject, property, null)).orElseThrow();
    }

    @Test
    void useAndTheLastDeliveryStandInIt() throws IOException {
        Model graph = graph(Syntax.JSON_LD);
        IRI counter = object(graph, Values.iri(HUB + "/api/v1/datasets/floating-population"), Values.iri("https://schema.org/interactionStatistic"));
        assertThat(Models.objectLiteral(graph.filter(counter, Values.iri("https://schema.org/userInteractionCount"), null)).orElseThrow().longValue()).isEqualTo(1_284);
        assertThat(Models.objectLiteral(graph.filter(Values.iri(HUB + "/api/v1/datasets/floating-population#xlsx"), DCTERMS.MODIFIED, null)).orElseThrow().stringValue()).isEqualTo("2026-11-22T04:00:00Z");
    }
}
