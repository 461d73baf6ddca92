package datong.catalogue.rdf4j;

import static org.eclipse.rdf4j.model.util.Values.iri;
import static org.eclipse.rdf4j.model.util.Values.literal;

import datong.catalogue.DatasetEntry;
import datong.catalogue.Description;
import datong.catalogue.Standing;
import datong.schema.Dataset;
import datong.schema.ItemDefinition;
import datong.schema.ShareAttribute;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Model;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.model.impl.LinkedHashModel;
import org.eclipse.rdf4j.model.vocabulary.DCAT;
import org.eclipse.rdf4j.model.vocabulary.DCTERMS;
import org.eclipse.rdf4j.model.vocabulary.FOAF;
import org.eclipse.rdf4j.model.vocabulary.RDF;
import org.eclipse.rdf4j.model.vocabulary.SKOS;
import org.eclipse.rdf4j.model.vocabulary.VCARD4;
import org.eclipse.rdf4j.model.vocabulary.XSD;

/** The graph of a catalogue: its datasets, who provides them, and how they can be had. Terms of the EU's authority tables where they fit. */
final class DcatModel {
    private static final String AUTHORITY = "http://publications.europa.eu/resource/authority/";
    private static final String SCHEMA = "https://schema.org/";
    private static final String CSVW = "http://www.w3.org/ns/csvw#";
    private static final Map<Description.Frequency, String> FREQUENCIES = Map.of(Description.Frequency.REALTIME, "CONT", Description.Frequency.HOURLY, "HOURLY", Description.Frequency.DAILY,
            "DAILY", Description.Frequency.WEEKLY, "WEEKLY", Description.Frequency.MONTHLY, "MONTHLY", Description.Frequency.QUARTERLY, "QUARTERLY", Description.Frequency.YEARLY, "ANNUAL",
            Description.Frequency.ON_DEMAND, "OTHER");
    private static final Set<Description.Format> FILE_TYPES = Set.of(Description.Format.CSV, Description.Format.XLSX, Description.Format.JSON, Description.Format.SHP);
    private final String hub;
    private final Departments departments;
    private final Model model = new LinkedHashModel();

    DcatModel(String hub, Departments departments) {
        this.hub = hub;
        this.departments = departments;
        List.of(DCAT.NS, DCTERMS.NS, FOAF.NS, SKOS.NS, VCARD4.NS, XSD.NS).forEach(model::setNamespace);
        model.setNamespace("csvw", CSVW);
        model.setNamespace("schema", SCHEMA);
    }

    Model of(List<DatasetEntry> entries) {
        IRI catalogue = iri(hub + "/api/v1/catalogue");
        model.add(catalogue, RDF.TYPE, DCAT.CATALOG);
        both(catalogue, DCTERMS.TITLE, "政务数据目录", "Government data catalogue");
        both(catalogue, DCTERMS.DESCRIPTION, "本区政务数据共享目录", "Data that departments of the district share");
        IRI authority = agent(iri(hub + "/api/v1/catalogue#authority"), "政务数据共享主管部门", "Government data-sharing authority");
        model.add(catalogue, DCTERMS.PUBLISHER, authority);
        List.of("ZHO", "ENG").forEach(language -> typed(catalogue, DCTERMS.LANGUAGE, iri(AUTHORITY + "language/" + language), DCTERMS.LINGUISTIC_SYSTEM));
        typed(catalogue, FOAF.HOMEPAGE, iri(hub + "/catalogue"), FOAF.DOCUMENT);
        entries.forEach(entry -> model.add(catalogue, DCAT.HAS_DATASET, dataset(entry)));
        return model;
    }

    private IRI dataset(DatasetEntry entry) {
        Dataset dataset = entry.dataset();
        IRI self = iri(hub + "/api/v1/datasets/" + dataset.code());
        model.add(self, RDF.TYPE, DCAT.DATASET);
        both(self, DCTERMS.TITLE, dataset.chinese(), dataset.english());
        model.add(self, DCTERMS.IDENTIFIER, literal(dataset.code().value()));
        model.add(self, DCTERMS.PUBLISHER, agent(iri("urn:datong:organisation:" + dataset.provider()), departments.name(dataset.provider(), false), departments.name(dataset.provider(), true)));
        typed(self, DCTERMS.ACCESS_RIGHTS, iri(AUTHORITY + "access-right/" + access(entry, dataset.share())), DCTERMS.RIGHTS_STATEMENT);
        typed(self, DCAT.LANDING_PAGE, iri(hub + "/catalogue/" + dataset.code()), FOAF.DOCUMENT);
        entry.description().ifPresentOrElse(known -> describe(self, known, entry), () -> both(self, DCTERMS.DESCRIPTION, dataset.chinese(), dataset.english()));
        items(self, entry);
        use(self, entry.standing().usage());
        return self;
    }

    /** Answers that other departments were given in thirty days; DCAT has no term for it, schema.org has. */
    private void use(IRI self, Standing.Usage usage) {
        IRI counter = typed(self, iri(SCHEMA, "interactionStatistic"), part(self, "use"), iri(SCHEMA, "InteractionCounter"));
        model.add(counter, iri(SCHEMA, "interactionType"), iri(SCHEMA, "UseAction"));
        model.add(counter, iri(SCHEMA, "userInteractionCount"), literal(usage.answers()));
        both(counter, iri(SCHEMA, "description"), "近三十日，" + usage.organisations() + " 个部门", "in thirty days, by " + usage.organisations() + " departments");
    }

    /** The items, in order, as the schema of a table (CSV on the Web); each with its own access right. */
    private void items(IRI self, DatasetEntry entry) {
        IRI schema = typed(self, DCTERMS.CONFORMS_TO, part(self, "items"), DCTERMS.STANDARD);
        model.add(schema, RDF.TYPE, iri(CSVW, "Schema"));
        both(schema, DCTERMS.TITLE, entry.dataset().chinese() + " 数据项", "Items of " + entry.dataset().english());
        IRI cell = schema;
        IRI leadsTo = iri(CSVW, "column");
        for (ItemDefinition item : entry.items()) {
            IRI next = part(self, "item." + item.name());
            model.add(cell, leadsTo, next);
            model.add(next, RDF.FIRST, column(self, item, entry));
            cell = next;
            leadsTo = RDF.REST;
        }
        model.add(cell, leadsTo, RDF.NIL);
    }

    private IRI column(IRI self, ItemDefinition item, DatasetEntry entry) {
        IRI column = part(self, item.name().value());
        model.add(column, RDF.TYPE, iri(CSVW, "Column"));
        model.add(column, iri(CSVW, "name"), literal(item.name().value()));
        both(column, iri(CSVW, "title"), item.chinese(), item.english());
        typed(column, DCTERMS.ACCESS_RIGHTS, iri(AUTHORITY + "access-right/" + access(entry, entry.share(item.name()))), DCTERMS.RIGHTS_STATEMENT);
        entry.sharing(item.name()).ifPresent(own -> own.notShared().map(refusal -> refusal.reason() + "；" + refusal.basis().title()).or(() -> own.conditions().map(DcatModel::words))
                .ifPresent(words -> model.add(typed(column, DCTERMS.RIGHTS, part(self, item.name() + ".rights"), DCTERMS.RIGHTS_STATEMENT), DCTERMS.DESCRIPTION, literal(words, "zh"))));
        return column;
    }

    /** Public is only what is open to the public; what departments share is restricted to them. */
    private static String access(DatasetEntry entry, ShareAttribute share) {
        if (share == ShareAttribute.NOT_SHARED) {
            return "NON_PUBLIC";
        }
        return entry.description().filter(known -> known.opening() == Description.Opening.UNCONDITIONAL).isPresent() ? "PUBLIC" : "RESTRICTED";
    }

    private void describe(IRI self, Description known, DatasetEntry entry) {
        both(self, DCTERMS.DESCRIPTION, known.about().chinese(), known.about().english());
        known.keywords().forEach(keyword -> model.add(self, DCAT.KEYWORD, literal(keyword, "zh")));
        known.categories().forEach(category -> theme(self, category));
        typed(self, DCTERMS.ACCRUAL_PERIODICITY, iri(AUTHORITY + "frequency/" + FREQUENCIES.get(known.frequency())), DCTERMS.FREQUENCY);
        typed(self, DCTERMS.SPATIAL, iri("urn:datong:division:" + known.spatialRange()), DCTERMS.LOCATION);
        known.announced().ifPresent(day -> model.add(self, DCTERMS.ISSUED, day(day)));
        model.add(self, DCTERMS.MODIFIED, day(known.updated()));
        IRI contact = typed(self, DCAT.CONTACT_POINT, part(self, "contact"), VCARD4.KIND);
        model.add(contact, VCARD4.FN, literal(known.maintainer()));
        period(self, known.period());
        if (entry.dataset().share() != ShareAttribute.NOT_SHARED) {
            known.formats().forEach(format -> distribution(self, format, known, entry.standing().freshness().last()));
        }
    }

    private void theme(IRI self, String category) {
        IRI concept = typed(self, DCAT.THEME, iri("urn:datong:category:" + URLEncoder.encode(category, StandardCharsets.UTF_8)), SKOS.CONCEPT);
        model.add(concept, SKOS.PREF_LABEL, literal(category, "zh"));
    }

    private void period(IRI self, Description.Period period) {
        if (period.from().isEmpty() && period.to().isEmpty()) {
            return;
        }
        IRI part = typed(self, DCTERMS.TEMPORAL, part(self, "period"), DCTERMS.PERIOD_OF_TIME);
        period.from().ifPresent(day -> model.add(part, DCAT.START_DATE, day(day)));
        period.to().ifPresent(day -> model.add(part, DCAT.END_DATE, day(day)));
    }

    /** Had by asking at the dataset's own address: what comes out depends on who asks. */
    private void distribution(IRI self, Description.Format format, Description known, Optional<Instant> delivered) {
        IRI part = typed(self, DCAT.HAS_DISTRIBUTION, part(self, format.name().toLowerCase(Locale.ROOT)), DCAT.DISTRIBUTION);
        model.add(part, DCAT.ACCESS_URL, self);
        delivered.ifPresent(at -> model.add(part, DCTERMS.MODIFIED, literal(at.truncatedTo(ChronoUnit.SECONDS).toString(), XSD.DATETIME)));
        String term = FILE_TYPES.contains(format) ? AUTHORITY + "file-type/" + format : "urn:datong:format:" + format;
        typed(part, DCTERMS.FORMAT, iri(term), DCTERMS.MEDIA_TYPE_OR_EXTENT);
        known.conditions().ifPresent(conditions -> {
            IRI rights = typed(part, DCTERMS.RIGHTS, part(self, "conditions"), DCTERMS.RIGHTS_STATEMENT);
            model.add(rights, DCTERMS.DESCRIPTION, literal(words(conditions), "zh"));
        });
    }

    private static String words(Description.Conditions conditions) {
        return conditions.scope() + "；" + conditions.purpose() + (conditions.other().isEmpty() ? "" : "；" + conditions.other());
    }

    private IRI agent(IRI self, String chinese, String english) {
        model.add(self, RDF.TYPE, FOAF.AGENT);
        both(self, FOAF.NAME, chinese, english);
        return self;
    }

    private IRI typed(IRI of, IRI property, IRI value, IRI type) {
        model.add(of, property, value);
        model.add(value, RDF.TYPE, type);
        return value;
    }

    private void both(IRI of, IRI property, String chinese, String english) {
        model.add(of, property, literal(chinese, "zh"));
        model.add(of, property, literal(english, "en"));
    }

    private static IRI part(IRI self, String name) {
        return iri(self.stringValue() + "#" + name);
    }

    private static Value day(LocalDate day) {
        return literal(day.toString(), XSD.DATE);
    }
}
