"""SM2 signatures with SM3, by GB/T 32918.2 section 7, with the usual ID; for verify.py. SM3 is that of the OpenSSL that Python is built with.

Points of the curve are (x, y), or nothing for infinity.
"""
import hashlib
Q = 2**256 - 2**224 - 2**96 + 2**64 - 1
N, B, G = (int(each, 16) for each in ("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123", "28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93",
    "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0"))

def sum_of(p, q):
    if not p or not q or p[0] == q[0] and (p[1] + q[1]) % Q == 0:
        return (p or q) if not (p and q) else None
    slope = (3 * p[0] * p[0] - 3) * pow(2 * p[1], -1, Q) if p == q else (q[1] - p[1]) * pow(q[0] - p[0], -1, Q)
    x = (slope * slope - p[0] - q[0]) % Q
    return x, (slope * (p[0] - x) - p[1]) % Q

def multiple(n, p):
    return sum_of(multiple(n >> 1, sum_of(p, p)), p if n & 1 else None) if n else None

def sm2(key, message, der):
    sm3 = lambda *parts: hashlib.new("sm3", b"".join(parts)).digest()
    number = lambda value: value.to_bytes(32, "big")
    r, s = int.from_bytes(der[4:4 + der[3]], "big"), int.from_bytes(der[6 + der[3]:], "big")
    x, y = int.from_bytes(key[1:33], "big"), int.from_bytes(key[33:], "big")
    if len(key) != 65 or (y * y - x**3 + 3 * x - B) % Q or not (0 < r < N and 0 < s < N):
        return False
    z = sm3(b"\0\x80" b"1234567812345678", number(Q - 3), number(B), G.to_bytes(64, "big"), key[1:])
    found = sum_of(multiple(s, (G >> 256, G % 2**256)), multiple((r + s) % N, (x, y)))
    return bool(found) and (int.from_bytes(sm3(z, message), "big") + found[0]) % N == r
