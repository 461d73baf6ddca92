#!/usr/bin/env python3
"""Checks evidence of Datong's audit log with nothing of Datong, and nothing but Python's standard library.

    verify.py EVIDENCE.json LOG.KEY [WITNESS.KEY... | LOG.SECOND.KEY | LOG.KEYS]

LOG.KEY is the log's public key, got from elsewhere than the evidence; each witness named must have cosigned, and so must the SM2 key
if it is named. LOG.KEYS is the log's file of hand-overs: it leads from LOG.KEY to the key of the checkpoint's time, older or newer.
Exit code 0: the evidence holds. Formats: docs/AUDIT.md, c2sp.org/signed-note, c2sp.org/tlog-cosignature, RFC 6962, RFC 8032; sm2.py beside this file: GB/T 32918.
A time stamp is written to EVIDENCE.json.tsr, its content to EVIDENCE.json.note; check it with
    openssl ts -verify -in EVIDENCE.json.tsr -token_in -data EVIDENCE.json.note -CAfile ca.pem
"""
import base64, hashlib, json, struct, sys
# --- Ed25519 signatures, by RFC 8032 section 5.1.7, on points (x, y) of the curve
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P

def recover_x(y, sign):
    x2 = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(x2, (P + 3) // 8, P)
    x = x if (x * x - x2) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - x2) % P or (x == 0 and sign):
        sys.exit("WRONG: a key or signature is no point of the curve")
    return P - x if x & 1 != sign else x

def add(p, q):
    (a, b), (c, d) = p, q
    t = D * a * b * c * d
    return (a * d + b * c) * pow(1 + t, -1, P) % P, (b * d + a * c) * pow(1 - t, -1, P) % P

def times(n, p):
    return add(times(n >> 1, add(p, p)), p if n & 1 else (0, 1)) if n else (0, 1)

def point(raw):
    y = int.from_bytes(raw, "little")
    return recover_x(y & (2**255 - 1), y >> 255), y & (2**255 - 1)

def ed25519(key, message, signature):
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    base = 4 * pow(5, -1, P) % P
    return len(signature) == 64 and s < L and times(s, (recover_x(base, 0), base)) == add(r, times(k, a))

# --- signed notes
def vkey(text):
    """Name, id, type and key: 1 the log itself, 4 a witness, otherwise an algorithm with a name behind its length."""
    name, key_id, key = text.strip().split("+", 2)
    raw = base64.b64decode(key)
    kind, raw = (raw[1:1 + raw[0]], raw[1:]) if raw[0] > 4 else (raw[0], raw)
    if hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4].hex() != key_id:
        sys.exit(f"WRONG: the key of {name} was altered or cut")
    return name, bytes.fromhex(key_id), kind, raw[1 if type(kind) is int else len(kind):]

def signed(note, key):
    """Whether the note bears the key's good signature; a witness's has its time in it."""
    body, lines = note.split("\n\n", 1)
    for dash, who, value in (line.split(" ") for line in lines.splitlines()):
        value = base64.b64decode(value)
        if dash == "\u2014" and (who, value[:4]) == key[:2]:
            text, signature = (body + "\n").encode(), value[4:]
            if key[2] == 4:
                text, signature = b"cosignature/v1\ntime %d\n" % struct.unpack(">Q", value[4:12]) + text, value[12:]
            if key[2] not in (1, 4):
                from sm2 import sm2
            if (ed25519 if key[2] in (1, 4) else sm2)(key[3], text, signature):
                return True

def of_its_time(key, hand_overs, size):
    """The key that signs checkpoints of this size; each hand-over bears the signatures of both its keys."""
    at, chain = None, [line.split(" ") for line in hand_overs.splitlines()]
    for end, former, following, *signatures in chain:
        text = f"datong log key hand-over v1\n{end}\n{former}\n{following}\n".encode()
        if at not in (None, former) or not all(ed25519(vkey(each)[3], text, base64.b64decode(one)) for each, one in zip((former, following), signatures, strict=True)):
            sys.exit("WRONG: a hand-over of the log's key is not signed by both its keys, or does not go on from the one before")
        at = following
    if chain and key not in {each for line in chain for each in line[1:3]}:
        sys.exit("WRONG: the hand-overs do not lead to the key that was given")
    return [vkey(former) for end, former, *rest in chain if size <= int(end)][:1] or [vkey(at or key)]

# --- the event and its place in the tree
LISTS = ("items", "obligations_applied", "person_keys", "details")
def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def leaf(bundle):
    body = sha(bytes.fromhex(bundle["frame_salt"]), b"\0", bundle["frame"].encode())
    for group, name in enumerate(LISTS, 1):
        body += struct.pack(">I", len(bundle[name]))
        for element in bundle[name]:
            body += bytes.fromhex(element["hash"]) if "hash" in element else sha(bytes.fromhex(element["salt"]), bytes([group]), element["value"].encode())
    return sha(b"\0datong-event/1\n", sha(struct.pack(">Q", bundle["index"]), bytes.fromhex(bundle["prev_hash"]), sha(body)))

def root_of(index, size, node, path): # upwards from the leaf, RFC 9162 section 2.1.3.2; nothing if the path has another length
    last = size - 1
    for sibling in path:
        while last and index == last and not index & 1:
            index, last = index >> 1, last >> 1
        node = sha(b"\1", sibling, node) if index & 1 else sha(b"\1", node, sibling)
        index, last = index >> 1, last >> 1
    return node if last == 0 else None

def main(file, log_key, *others):
    bundle = json.load(open(file, encoding="utf-8"))
    note = bundle["checkpoint"]
    size, root = int(note.split("\n")[1]), base64.b64decode(note.split("\n")[2])
    log_key, *others = (open(each, encoding="utf-8").read() for each in (log_key, *others))
    hand_overs = "".join(each for each in others if " " in each.strip())
    for key in of_its_time(log_key.strip(), hand_overs, size) + [vkey(each) for each in others if " " not in each.strip()]:
        if not signed(note, key):
            sys.exit(f"WRONG: the checkpoint bears no good signature of {key[0]}")
    if not 0 <= bundle["index"] < size or root_of(bundle["index"], size, leaf(bundle), map(bytes.fromhex, bundle["path"])) != root:
        sys.exit("WRONG: the event, as it was opened, is not in the log that the checkpoint was signed over")
    print("{" + bundle["frame"], *(f"{name}: " + (", ".join(e.get("value", "(closed)") for e in bundle[name]) or "none") for name in LISTS), sep="\n")
    if "time_stamp" in bundle:
        open(file + ".tsr", "wb").write(base64.b64decode(bundle["time_stamp"]))
        open(file + ".note", "w", encoding="utf-8", newline="").write(note)
    print(f"HOLDS: event {bundle['index']} of {size}")

if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) > 2 else sys.exit(__doc__)
