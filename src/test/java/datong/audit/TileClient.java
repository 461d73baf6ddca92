package datong.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A reader of tlog-tiles that shares no code with the hub: takes every leaf tile and computes the rest by the definitions of RFC 6962 §2.1. */
final class TileClient {
    private final RemoteLog.Fetch fetch;

    TileClient(RemoteLog.Fetch fetch) {
        this.fetch = fetch;
    }

    record Head(long size, byte[] root) {}

    Head head() throws IOException {
        String[] lines = new String(fetch.get("checkpoint"), StandardCharsets.UTF_8).split("\n");
        return new Head(Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2]));
    }

    List<byte[]> leaves(long size) throws IOException {
        List<byte[]> leaves = new ArrayList<>();
        for (long tile = 0; leaves.size() < size; tile++) {
            long width = Math.min(256, size - tile * 256);
            byte[] bytes = fetch.get("tile/0/%s%s".formatted(path(tile), width == 256 ? "" : ".p/" + width));
            for (int at = 0; at < bytes.length; at += 32) {
                leaves.add(java.util.Arrays.copyOfRange(bytes, at, at + 32));
            }
        }
        return leaves;
    }

    byte[] entry(long index, long size) throws IOException {
        long width = Math.min(256, size - index / 256 * 256);
        ByteBuffer bundle = ByteBuffer.wrap(fetch.get("tile/entries/%s%s".formatted(path(index / 256), width == 256 ? "" : ".p/" + width)));
        byte[] entry = {};
        for (long each = 0; each <= index % 256; each++) {
            entry = new byte[Short.toUnsignedInt(bundle.getShort())];
            bundle.get(entry);
        }
        return entry;
    }

    private static String path(long tile) {
        return tile < 1000 ? "%03d".formatted(tile) : "x%03d/%03d".formatted(tile / 1000, tile % 1000);
    }

    /** MTH of RFC 6962 over leaf hashes. */
    byte[] root(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    /** PATH of RFC 6962 §2.1.1. */
    List<byte[]> path(int index, List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return new ArrayList<>();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        boolean left = index < split;
        List<byte[]> path = left ? path(index, leaves.subList(0, split)) : path(index - split, leaves.subList(split, leaves.size()));
        path.add(root(left ? leaves.subList(split, leaves.size()) : leaves.subList(0, split)));
        return path;
    }

    byte[] leaf(byte[] entry) {
        return sha256(new byte[] {0}, entry, new byte[0]);
    }

    byte[] node(byte[] left, byte[] right) {
        return sha256(new byte[] {1}, left, right);
    }

    private static byte[] sha256(byte[] prefix, byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(prefix);
            digest.update(first);
            return digest.digest(second);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
