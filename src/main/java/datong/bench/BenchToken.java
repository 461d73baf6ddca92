package datong.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A system's token at a hub that was started for a measurement. */
final class BenchToken {
    private BenchToken() {}

    /** @param folder that holds the hub's data, with the secrets of its first start */
    static String of(String hub, Path folder, String system) throws IOException, InterruptedException {
        Matcher secret = Pattern.compile("system\\s+" + system + "\\s+(\\S+)").matcher(Files.readString(folder.resolve("data/secrets/first-start.txt")));
        if (!secret.find()) {
            throw new IOException("no secret of " + system + " among those of the first start");
        }
        String basic = Base64.getEncoder().encodeToString((system + ":" + secret.group(1)).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub + "/oauth2/token")).header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=records")).build();
        Matcher token = Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
        if (!token.find()) {
            throw new IOException("no token was given to " + system);
        }
        return token.group(1);
    }
}
