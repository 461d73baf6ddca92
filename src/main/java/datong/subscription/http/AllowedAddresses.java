package datong.subscription.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * To which addresses deliveries go: never to one that means this network's own machinery (link-local, multicast, none at all), nor to those that the operator refuses; without TLS
 * to this machine only.
 */
public final class AllowedAddresses {
    private final List<Block> refused;

    /** @param bits of the prefix */
    private record Block(String words, byte[] prefix, int bits) {
        static Block of(String words) {
            String[] parts = words.strip().split("/");
            try {
                if (!parts[0].matches("[0-9a-fA-F.:]+") || parts.length > 2) {
                    throw new IllegalArgumentException("'" + words + "' is no block of addresses; expected one like 10.0.0.0/8 or fd00::/8");
                }
                byte[] prefix = InetAddress.getByName(parts[0]).getAddress();
                int bits = parts.length == 1 ? prefix.length * 8 : Integer.parseInt(parts[1]);
                if (bits < 0 || bits > prefix.length * 8) {
                    throw new IllegalArgumentException("'" + words + "' is no block of addresses; the number behind '/' is 0 to " + prefix.length * 8);
                }
                return new Block(words, prefix, bits);
            } catch (UnknownHostException | NumberFormatException unreadable) {
                throw new IllegalArgumentException("'" + words + "' is no block of addresses; expected one like 10.0.0.0/8 or fd00::/8", unreadable);
            }
        }

        boolean holds(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                if ((bytes[bit / 8] >> (7 - bit % 8) & 1) != (prefix[bit / 8] >> (7 - bit % 8) & 1)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** @param refused blocks of addresses, joined by commas; empty: none. @throws IllegalArgumentException for one that cannot be read */
    public AllowedAddresses(String refused) {
        this.refused = Arrays.stream(refused.split(",")).filter(block -> !block.isBlank()).map(Block::of).toList();
    }

    /** Why nothing may be sent there, as far as the address itself tells. */
    public static Optional<String> wrong(URI url) {
        if (url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null || !List.of("http", "https").contains(String.valueOf(url.getScheme()))) {
            return Optional.of("a receiver's address is like https://receiver.example/hook, without user and fragment");
        }
        boolean thisMachine = List.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
        return url.getScheme().equals("http") && !thisMachine ? Optional.of("without TLS (http) deliveries go to this machine only; use https") : Optional.empty();
    }

    /** Why nothing may be sent to where its name leads now; each of the addresses has to be allowed. */
    Optional<String> refuses(URI url) {
        try {
            return Arrays.stream(InetAddress.getAllByName(url.getHost())).flatMap(address -> why(address).stream()).findFirst();
        } catch (UnknownHostException unknown) {
            return Optional.of("nobody knows the host of the receiver's address");
        }
    }

    private Optional<String> why(InetAddress address) {
        if (address.isLinkLocalAddress() || address.isMulticastAddress() || address.isAnyLocalAddress()) {
            return Optional.of("the receiver's name leads to an address that is never delivered to (link-local, multicast or none)");
        }
        return refused.stream().filter(block -> block.holds(address)).findFirst().map(block -> "the receiver's name leads into " + block.words() + ", which datong.subscriptions.refuse names");
    }
}
