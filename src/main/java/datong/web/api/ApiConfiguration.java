package datong.web.api;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.catalina.core.StandardHost;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Wires the API and its OpenAPI 3.1 document. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PushSettings.class)
@PropertySource("classpath:datong/web/api.properties")
public class ApiConfiguration {
    private static final Map<String, String> PROBLEMS = problems();

    @Bean
    Problems problems(JsonMapper json) {
        return new Problems(json);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverRefusals() {
        return server -> server.addContextCustomizers(context -> ((StandardHost) context.getParent()).setErrorReportValveClass(ServerRefusals.class.getName()));
    }

    /** Long answers at once: two for an organisation, eight in all. */
    @Bean
    Turns turns() {
        return new Turns(2, 8);
    }

    /** Streams of changes: four for an organisation, forty in all. */
    @Bean
    OpenStreams openStreams() {
        return new OpenStreams(new Turns(4, 40));
    }

    @Bean
    ApiExceptions apiExceptions(Problems problems) {
        return new ApiExceptions(problems);
    }

    @Bean
    OpenAPI openApi() {
        OAuthFlow clientCredentials = new OAuthFlow().tokenUrl("/oauth2/token").scopes(new Scopes()
                .addString("catalogue", "read the catalogue").addString("records", "ask for records")
                .addString("intake", "push records of your own source")
                .addString("sharing", "read your department's applications and record use")
                .addString("verification", "what your department is asked to verify, what it disputes, and what is recalled from it"));
        Components components = new Components().addSecuritySchemes("oauth2", new SecurityScheme().type(SecurityScheme.Type.OAUTH2)
                .description("OAuth 2 client credentials; the token goes into the header Authorization: Bearer …")
                .flows(new OAuthFlows().clientCredentials(clientCredentials)));
        return new OpenAPI().components(components).info(new Info().title("Datong").version("1")
                .description("Governed access to the ledger: each question is decided by the policies in force, its answer protected item by item, "
                        + "and its audit event durable before the first byte leaves.")
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
    }

    /** Every operation may answer with any of the problems. */
    @Bean
    OpenApiCustomizer problemResponses() {
        return document -> {
            ModelConverters.getInstance(true).readAll(ApiDocument.ProblemDocument.class).forEach(document.getComponents()::addSchemas);
            document.getPaths().values().stream().flatMap(path -> path.readOperations().stream()).forEach(ApiConfiguration::addProblems);
        };
    }

    /** What generators of clients need: operations called by their address, parameters each once, with a shape, and none demanded that a header may stand for. */
    @Bean
    OpenApiCustomizer generatable() {
        return document -> document.getPaths().forEach((address, path) -> path.readOperationsMap().forEach((method, operation) -> {
            operation.setOperationId(name(method, address));
            operation.setParameters(operation.getParameters() == null ? null : parameters(operation.getParameters()));
        }));
    }

    /** {@code getDatasetsRecords}, {@code getDatasetsRecordsById}. */
    private static String name(PathItem.HttpMethod method, String address) {
        StringBuilder name = new StringBuilder(method.name().toLowerCase(Locale.ROOT));
        String[] parts = address.replaceFirst("^/api/v1/", "").split("/");
        for (int at = 0; at < parts.length; at++) {
            boolean variable = parts[at].startsWith("{");
            if (!variable || at == parts.length - 1) {
                name.append(variable ? "By" : "");
                Stream.of(parts[at].split("[^A-Za-z]+")).filter(word -> !word.isEmpty()).forEach(word -> name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1)));
            }
        }
        return name.toString();
    }

    private static List<Parameter> parameters(List<Parameter> given) {
        Map<String, Parameter> known = new LinkedHashMap<>();
        given.forEach(parameter -> known.putIfAbsent(parameter.getIn() + ' ' + parameter.getName(), parameter));
        known.values().forEach(parameter -> {
            if (parameter.getSchema() == null && parameter.getContent() == null) {
                parameter.setSchema(new Schema<>(SpecVersion.V31).types(Set.of("string")));
            }
            if ("query".equals(parameter.getIn())) {
                parameter.setRequired(false);
            }
        });
        return List.copyOf(known.values());
    }

    private static void addProblems(Operation operation) {
        Schema<?> problem = new Schema<>().$ref("#/components/schemas/Problem");
        Content content = new Content().addMediaType("application/problem+json", new MediaType().schema(problem));
        PROBLEMS.forEach((status, meaning) -> operation.getResponses().putIfAbsent(status, new ApiResponse().description(meaning).content(content)));
    }

    private static Map<String, String> problems() {
        Map<String, String> problems = new LinkedHashMap<>();
        problems.put("400", "The question cannot be read: unknown item, operator, parameter or cursor");
        problems.put("401", "No valid token");
        problems.put("403", "Refused: by the policies (rule and check say which), for want of a scope, or because the policies do not know the caller");
        problems.put("404", "No such dataset or record");
        problems.put("406", "No such representation");
        problems.put("422", "A value or operator does not fit its item");
        problems.put("503", "Nothing is answered while the audit log or the ledger is unavailable");
        return Map.copyOf(problems);
    }
}
