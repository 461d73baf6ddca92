package datong.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A client of the API as a department would have it: made out of the OpenAPI document by openapi-generator. */
record GeneratedClient(Path folder) {
    private static final Path GENERATOR = Path.of("target/client-generator/openapi-generator-cli.jar");
    private static final String CLASSES = System.getProperty("surefire.real.class.path", System.getProperty("java.class.path"));
    /** Uses what was generated; compiled with it. */
    private static final String USE = """
            package client;

            import client.api.RecordsApi;
            import client.api.ViewsApi;
            import client.model.QuestionBody;
            import client.model.QuestionCondition;
            import client.model.View;
            import java.util.List;

            public final class Use implements java.util.function.BinaryOperator<String> {
                @Override
                public String apply(String hub, String token) {
                    try {
                        ApiClient api = new ApiClient();
                        api.updateBaseUri(hub);
                        api.setRequestInterceptor(request -> request.header("Authorization", token));
                        RecordsApi records = new RecordsApi(api);
                        var page = records.getDatasetsRecords("hotline-12345", "SERVICE.REQUEST", "status", null, "-reported_at", 3, null, null, null);
                        var next = records.getDatasetsRecords("hotline-12345", "SERVICE.REQUEST", "status", null, "-reported_at", 3, page.getNext(), null, null);
                        QuestionCondition closed = new QuestionCondition().item("status").operator("eq").values(List.of("CLOSED"));
                        var asked = records.postDatasetsRecordsQuery("hotline-12345", new QuestionBody().purpose("SERVICE.REQUEST").addSelectItem("status").addFiltersItem(closed).limit(2));
                        ViewsApi views = new ViewsApi(api);
                        views.putViewsByName("generated", new View().dataset("hotline-12345").addSelectItem("status").addFiltersItem(closed));
                        var viewed = views.getViewsRecords("generated", "SERVICE.REQUEST", 2, null, null, null, null);
                        views.deleteViewsByName("generated");
                        try {
                            records.getDatasetsRecords("hotline-12345", "STATISTICS", null, null, null, null, null, null, null);
                        } catch (ApiException refused) {
                            return page.getRecords().size() + " " + next.getRecords().size() + " " + asked.getRecords().equals(viewed.getRecords()) + " " + refused.getCode();
                        }
                        throw new AssertionError("the policies refuse statistics");
                    } catch (ApiException failed) {
                        throw new AssertionError(failed.getCode() + " " + failed.getResponseBody(), failed);
                    }
                }
            }
            """;

    /** @param document the OpenAPI document */
    void generate(String document, String language, String properties) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("openapi.json"), document);
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1", "-jar", GENERATOR.toAbsolutePath().toString(), "generate", "-i", file.toString(),
                "-g", language, "-o", folder.resolve(language).toString(), "--additional-properties=hideGenerationTimestamp=true," + properties).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve(language + ".log").toFile()).start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(folder.resolve(language + ".log"))).isZero();
    }

    /** Runs the script with the Python client, in an environment of its own that holds the requirements and nothing else; answers what it printed. */
    String run(Path script, Path requirements, String secret, String... arguments) throws IOException, InterruptedException {
        Path home = Path.of("target/python").toAbsolutePath();
        if (!Files.exists(home.resolve("bin/pip"))) {
            done(List.of("python3", "-m", "venv", home.toString()), "");
        }
        done(List.of(home.resolve("bin/pip").toString(), "install", "--quiet", "--retries", "1", "--requirement", requirements.toAbsolutePath().toString()), "");
        return done(Stream.concat(Stream.of(home.resolve("bin/python").toString(), script.toAbsolutePath().toString()), Stream.of(arguments)).toList(), secret);
    }

    private String done(List<String> command, String input) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("python.log").toFile());
        builder.environment().put("PYTHONPATH", folder.resolve("python").toString());
        Process process = builder.start();
        try (var out = process.outputWriter()) {
            out.write(input + "\n");
        }
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(command.getFirst()).isTrue();
        String said = Files.readString(folder.resolve("python.log"));
        assertThat(process.exitValue()).as(said).isZero();
        return said.strip();
    }

    /** Compiles the Java client and {@link #USE}. */
    BinaryOperator<String> compiled() throws IOException, ReflectiveOperationException {
        Path sources = folder.resolve("java/src/main/java");
        Files.writeString(sources.resolve("client/Use.java"), USE);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        try (Stream<Path> files = Files.walk(sources)) {
            List<File> all = files.filter(file -> file.toString().endsWith(".java")).map(Path::toFile).toList();
            var compiler = ToolProvider.getSystemJavaCompiler();
            try (var manager = compiler.getStandardFileManager(null, null, null)) {
                List<String> options = List.of("-nowarn", "-proc:none", "-d", classes.toString(), "-cp", CLASSES);
                assertThat(compiler.getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromFiles(all)).call()).as("the generated client compiles").isTrue();
            }
        }
        URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, GeneratedClient.class.getClassLoader());
        @SuppressWarnings("unchecked")
        BinaryOperator<String> use = (BinaryOperator<String>) loader.loadClass("client.Use").getConstructor().newInstance();
        return use;
    }
}
