package datong.audit.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** A witness written from c2sp.org/tlog-witness and RFC 6962 §2.1.2 alone; shares no code with the hub. Trusts any log's signature. */
final class IndependentWitness implements AutoCloseable {
    private final HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    private final KeyPair keys;
    private final String name;
    private long size;
    private byte[] root = {};
    boolean corrupt;

    IndependentWitness(String name) throws IOException, GeneralSecurityException {
        this.name = name;
        this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        server.createContext("/w/add-checkpoint", this::handle);
        server.start();
    }

    URI prefix() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/w/");
    }

    String key() {
        byte[] typed = concat(new byte[] {4}, raw());
        return name + "+" + HexFormat.of().formatHex(id()) + "+" + Base64.getEncoder().encodeToString(typed);
    }

    private byte[] raw() {
        byte[] encoded = keys.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    private byte[] id() {
        return Arrays.copyOf(sha256((name + "\n").getBytes(StandardCharsets.UTF_8), new byte[] {4}, raw()), 4);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String[] halves = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("\n\n", 2);
        List<String> head = halves[0].lines().toList();
        String body = halves[1].substring(0, halves[1].indexOf("\n\n") + 1);
        long old = Long.parseLong(head.getFirst().substring(4));
        long next = Long.parseLong(body.split("\n")[1]);
        byte[] nextRoot = Base64.getDecoder().decode(body.split("\n")[2]);
        List<byte[]> proof = new ArrayList<>(head.stream().skip(1).map(Base64.getDecoder()::decode).toList());
        if (old != size || old == next && !Arrays.equals(root, nextRoot)) {
            exchange.getResponseHeaders().set("Content-Type", "text/x.tlog.size");
            answer(exchange, 409, size + "\n");
        } else if (old > 0 && old < next && !consistent(old, next, proof, nextRoot)) {
            answer(exchange, 422, "no\n");
        } else {
            size = next;
            root = nextRoot;
            answer(exchange, 200, cosignature(body));
        }
    }

    /** Builds both roots back out of PROOF(m, D[n]), by the recursion that defines it. */
    private boolean consistent(long old, long next, List<byte[]> proof, byte[] nextRoot) {
        byte[][] roots = roots(old, next, true, proof);
        return proof.isEmpty() && Arrays.equals(roots[0], root) && Arrays.equals(roots[1], nextRoot);
    }

    private byte[][] roots(long old, long size, boolean whole, List<byte[]> proof) {
        if (old == size) {
            byte[] both = whole ? root : proof.removeFirst();
            return new byte[][] {both, both};
        }
        long split = Long.highestOneBit(size - 1);
        if (old <= split) {
            byte[][] left = roots(old, split, whole, proof);
            return new byte[][] {left[0], sha256(new byte[] {1}, left[1], proof.removeFirst())};
        }
        byte[][] right = roots(old - split, size - split, false, proof);
        byte[] left = proof.removeFirst();
        return new byte[][] {sha256(new byte[] {1}, left, right[0]), sha256(new byte[] {1}, left, right[1])};
    }

    private String cosignature(String body) {
        try {
            long time = System.currentTimeMillis() / 1000;
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(keys.getPrivate());
            signer.update(("cosignature/v1\ntime " + time + "\n" + body).getBytes(StandardCharsets.UTF_8));
            byte[] signature = signer.sign();
            signature[0] ^= corrupt ? 1 : 0;
            byte[] value = concat(concat(id(), ByteBuffer.allocate(8).putLong(time).array()), signature);
            return "— " + name + " " + Base64.getEncoder().encodeToString(value) + "\n";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Arrays.stream(parts).forEach(digest::update);
            return digest.digest();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
