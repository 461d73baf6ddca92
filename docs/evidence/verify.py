#!/usr/bin/env python3
"""Checks evidence of Datong's audit log with nothing of Datong, and nothing but Python's standard library.

    verify.py EVIDENCE.json LOG.KEY [WITNESS.KEY...]

LOG.KEY is the log's public key, got from elsewhere than the evidence; each WITNESS.KEY named must have cosigned.
Exit code 0: the evidence holds. Formats: docs/AUDIT.md, c2sp.org/signed-note, c2sp.org/tlog-cosignature, RFC 6962, RFC 8032.
A time stamp is written to EVIDENCE.json.tsr, its content to EVIDENCE.json.note; check it with
    openssl ts -verify -in EVIDENCE.json.tsr -token_in -data EVIDENCE.json.note -CAfile ca.pem
"""
import base64, hashlib, json, struct, sys

# --- Ed25519 signatures, by RFC 8032 section 5.1.7
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
I = pow(2, (P - 1) // 4, P)

def recover_x(y, sign):
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * I % P
    if y >= P or (x * x - x2) % P or (x == 0 and sign):
        raise ValueError("no point of the curve")
    return P - x if x & 1 != sign else x

def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P

def times(n, p):
    q = (0, 1, 1, 0)
    while n:
        q, p, n = (add(q, p) if n & 1 else q), add(p, p), n >> 1
    return q

def point(raw):
    y = int.from_bytes(raw, "little")
    y, sign = y & (2**255 - 1), y >> 255
    x = recover_x(y, sign)
    return x, y, 1, x * y % P

def ed25519(key, message, signature):
    try:
        a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    except ValueError:
        return False
    if len(signature) != 64 or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    by = 4 * pow(5, P - 2, P) % P
    bx = recover_x(by, 0)
    left, right = times(s, (bx, by, 1, bx * by % P)), add(r, times(k, a))
    return not (left[0] * right[2] - right[0] * left[2]) % P and not (left[1] * right[2] - right[1] * left[2]) % P

# --- signed notes
def vkey(text):
    name, key_id, key = text.strip().split("+", 2)
    raw = base64.b64decode(key)
    if hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4].hex() != key_id:
        sys.exit(f"WRONG: the key of {name} was altered or cut")
    return name, bytes.fromhex(key_id), raw[0], raw[1:]

def signed(note, key):
    """Whether the note bears the key's good signature: type 1 of the log itself, type 4 a witness's with its time."""
    name, key_id, kind, raw = key
    body, lines = note.split("\n\n", 1)
    for line in lines.splitlines():
        dash, who, value = line.split(" ")
        value = base64.b64decode(value)
        if dash == "\u2014" and who == name and value[:4] == key_id:
            text, signature = (body + "\n").encode(), value[4:]
            if kind == 4:
                text, signature = b"cosignature/v1\ntime %d\n" % struct.unpack(">Q", value[4:12]) + text, value[12:]
            if ed25519(raw, text, signature):
                return True
    return False

# --- the event and its place in the tree
def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def leaf(bundle):
    body = sha(bytes.fromhex(bundle["frame_salt"]), b"\0", bundle["frame"].encode())
    for group, name in enumerate(("items", "obligations_applied", "person_keys", "details"), 1):
        body += struct.pack(">I", len(bundle[name]))
        for element in bundle[name]:
            body += bytes.fromhex(element["hash"]) if "hash" in element else sha(bytes.fromhex(element["salt"]), bytes([group]), element["value"].encode())
    entry = b"datong-event/1\n" + sha(struct.pack(">Q", bundle["index"]), bytes.fromhex(bundle["prev_hash"]), sha(body))
    return sha(b"\0", entry)

def included(index, size, node, path, root):
    last = size - 1
    for sibling in path:
        if last == 0:
            return False
        if index & 1 or index == last:
            node = sha(b"\1", sibling, node)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = sha(b"\1", node, sibling)
        index, last = index >> 1, last >> 1
    return last == 0 and node == root

def main(file, *keys):
    bundle = json.load(open(file, encoding="utf-8"))
    note = bundle["checkpoint"]
    size, root = int(note.split("\n")[1]), base64.b64decode(note.split("\n")[2])
    for key in keys:
        key = vkey(open(key, encoding="utf-8").read())
        if not signed(note, key):
            sys.exit(f"WRONG: the checkpoint bears no good signature of {key[0]}")
    if not 0 <= bundle["index"] < size or not included(bundle["index"], size, leaf(bundle), [bytes.fromhex(h) for h in bundle["path"]], root):
        sys.exit("WRONG: the event, as it was opened, is not in the log that the checkpoint was signed over")
    print("{" + bundle["frame"])
    for name in ("items", "obligations_applied", "person_keys", "details"):
        print(f"{name}: " + (", ".join(e.get("value", "(closed)") for e in bundle[name]) or "none"))
    if "time_stamp" in bundle:
        open(file + ".tsr", "wb").write(base64.b64decode(bundle["time_stamp"]))
        open(file + ".note", "w", encoding="utf-8", newline="").write(note)
    print(f"HOLDS: event {bundle['index']} of {size}")

if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
