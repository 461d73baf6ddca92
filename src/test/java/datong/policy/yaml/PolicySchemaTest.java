package datong.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.representer.Representer;

/** The schemas that editors complete from agree with the loader. */
class PolicySchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theSamplePoliciesKeepTheSchemaOfTheirKind() throws IOException {
        assertThat(errors("policy.schema.json", ".policy.yaml")).isEmpty();
        assertThat(errors("grant.schema.json", ".grant.yaml")).isEmpty();
        assertThat(errors("expect.schema.json", ".expect.yaml")).isEmpty();
        assertThat(errors("statistics.schema.json", ".statistics.yaml")).isEmpty();
    }

    @Test
    void anAllowanceHasTheSameKeysInSchemaAndLoader() throws IOException {
        List<String> loader = Stream.concat(PolicyFile.HEAD.stream(), Stream.of("items", "level", "personal")).sorted().toList();
        List<String> schema = definition("policy.schema.json").at("/properties/allow/items/properties").propertyStream().map(java.util.Map.Entry::getKey).sorted().toList();
        assertThat(schema).isEqualTo(loader);
    }

    @Test
    void theWordsOfTheSchemaAreThoseOfTheLoader() throws IOException {
        JsonNode policy = definition("policy.schema.json");
        assertThat(texts(policy.at("/properties/rowFilter/items/properties/within/anyOf/0/enum"))).containsExactlyInAnyOrderElementsOf(Within.WORDS.keySet());
        assertThat(texts(policy.at("/properties/allow/items/properties/accesses/anyOf/0/enum"))).containsExactlyInAnyOrderElementsOf(Access.WORDS.keySet());
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private static List<String> errors(String schemaName, String ending) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(definition(schemaName));
        try (Stream<Path> files = Files.walk(Path.of("policies"))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .flatMap(file -> schema.validate(json(file)).stream().map(error -> file + ": " + error))
                    .toList();
        }
    }

    private static JsonNode definition(String name) throws IOException {
        try (InputStream in = PolicySchemaTest.class.getResourceAsStream("/schema/" + name)) {
            return JSON.readTree(in);
        }
    }

    private static JsonNode json(Path file) {
        LoaderOptions options = new LoaderOptions();
        Yaml yaml = new Yaml(new SafeConstructor(options), new Representer(new DumperOptions()), new DumperOptions(), options, new WithoutDates());
        try {
            return JSON.valueToTree(yaml.load(Files.readString(file)));
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    /** Dates stay text, as the loader reads them. */
    private static final class WithoutDates extends Resolver {
        @Override
        public void addImplicitResolver(Tag tag, java.util.regex.Pattern pattern, String first, int limit) {
            if (tag != Tag.TIMESTAMP) {
                super.addImplicitResolver(tag, pattern, first, limit);
            }
        }
    }
}
