package datong.northbound;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import datong.sharing.Application;
import datong.sharing.Move;
import datong.sharing.State;
import datong.sharing.Step;
import datong.sharing.Terms;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the superior platform should know: every entry of the catalogue as it stands, every application that was submitted as it stands, and every record of use.
 * The key of each changes with what it says. {@code via_national_system} tells that the sharing belongs to the national system (Decree 809, Art. 31).
 */
public record ToldAbove(Supplier<List<Map<String, String>>> catalogue, Supplier<List<Application>> applications, Clock clock) implements Supplier<List<Report>> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NATIONAL = "via_national_system";

    @Override
    public List<Report> get() {
        List<Report> reports = new ArrayList<>();
        catalogue.get().forEach(entry -> reports.add(entry(entry)));
        applications.get().stream().filter(ToldAbove::submitted).forEach(application -> {
            reports.add(report("applications/" + application.id() + "/" + application.steps().size(), Report.Kind.APPLICATIONS, application(application)));
            application.steps().stream().filter(step -> step.move() == Move.RECORD_USE).forEach(step -> reports.add(report("usage/" + application.id() + "/" + step.number(), Report.Kind.USAGE,
                    usage(application, step))));
        });
        return reports;
    }

    /** A draft is its department's own. */
    private static boolean submitted(Application application) {
        return application.begun() == State.RECEIVED || application.steps().stream().anyMatch(step -> step.move() == Move.SUBMIT);
    }

    private Report entry(Map<String, String> fields) {
        ObjectNode body = JSON.createObjectNode();
        fields.forEach(body::put);
        body.put(NATIONAL, !"NOT_SHARED".equals(fields.get("share_attr")));
        return report("catalogue/" + fields.get("catalogue_code") + "/" + digest(body.toString()), Report.Kind.CATALOGUE, body);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)), 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static ObjectNode application(Application application) {
        Terms terms = application.terms();
        ObjectNode body = about(application);
        body.put("state", application.state().name()).put("unconditional", application.unconditional());
        words(body, "items", terms.items());
        words(body, "purposes", terms.purposes());
        words(body, "scenes", terms.scenes());
        body.put("method", terms.method()).put("legal_basis", terms.legalBasis()).put("scene", terms.scene());
        terms.from().ifPresent(day -> body.put("from", day.toString()));
        terms.to().ifPresent(day -> body.put("to", day.toString()));
        ArrayNode steps = body.putArray("steps");
        application.steps().forEach(step -> steps.addObject().put("move", step.move().name()).put("state", step.reached().name()).put("at", step.at().toString()));
        return body;
    }

    private static ObjectNode usage(Application application, Step step) {
        ObjectNode body = about(application).put("at", step.at().toString());
        step.said().forEach((field, value) -> body.put(field.name().toLowerCase(Locale.ROOT), value));
        return body;
    }

    private static ObjectNode about(Application application) {
        return JSON.createObjectNode().put("id", application.id()).put("demander", application.terms().demander()).put("provider", application.provider())
                .put("dataset", application.terms().dataset()).put(NATIONAL, true);
    }

    private static void words(ObjectNode body, String name, Collection<String> words) {
        ArrayNode array = body.putArray(name);
        words.forEach(array::add);
    }

    private Report report(String key, Report.Kind kind, ObjectNode body) {
        return new Report(key, kind, body.toString(), clock.instant(), Report.State.WAITING, 0, Optional.empty(), "");
    }
}
