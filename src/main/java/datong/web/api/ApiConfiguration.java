package datong.web.api;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
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
import java.util.Map;
import java.util.Set;
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

    /** A parameter without a shape is a text; one that several representations take is one. */
    @Bean
    OpenApiCustomizer parameterShapes() {
        return document -> document.getPaths().values().stream().flatMap(path -> path.readOperations().stream()).filter(operation -> operation.getParameters() != null).forEach(operation -> {
            Map<String, Parameter> known = new LinkedHashMap<>();
            operation.getParameters().forEach(parameter -> known.putIfAbsent(parameter.getIn() + ' ' + parameter.getName(), parameter));
            known.values().stream().filter(parameter -> parameter.getSchema() == null && parameter.getContent() == null)
                    .forEach(parameter -> parameter.setSchema(new Schema<>(SpecVersion.V31).types(Set.of("string"))));
            operation.setParameters(List.copyOf(known.values()));
        });
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
