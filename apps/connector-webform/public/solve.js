// Solves a proof of work of ALTCHA 2 (algorithm SHA-256) with a SHA-256 of our own, for Web Crypto is missing on plain http
// and slow for many small digests. FIPS 180-4.
const K = new Uint32Array(64);
const H = new Uint32Array(8);
{
  let found = 0;
  for (let candidate = 2; found < 64; candidate++) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) {
      if (candidate % divisor === 0) prime = false;
    }
    if (!prime) continue;
    const fraction = (root) => ((root - Math.floor(root)) * 0x100000000) >>> 0;
    if (found < 8) H[found] = fraction(Math.sqrt(candidate));
    K[found++] = fraction(Math.cbrt(candidate));
  }
}

const W = new Uint32Array(64);
const rotate = (x, n) => (x >>> n) | (x << (32 - n));

const digest = (bytes) => {
  const length = bytes.length;
  const padded = new Uint8Array(((length + 72) >> 6) << 6);
  padded.set(bytes);
  padded[length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, length * 8);
  const h = Uint32Array.from(H);
  for (let offset = 0; offset < padded.length; offset += 64) {
    for (let i = 0; i < 16; i++) W[i] = view.getUint32(offset + i * 4);
    for (let i = 16; i < 64; i++) {
      const s0 = rotate(W[i - 15], 7) ^ rotate(W[i - 15], 18) ^ (W[i - 15] >>> 3);
      const s1 = rotate(W[i - 2], 17) ^ rotate(W[i - 2], 19) ^ (W[i - 2] >>> 10);
      W[i] = (W[i - 16] + s0 + W[i - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, z] = h;
    for (let i = 0; i < 64; i++) {
      const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
      const t1 = (z + s1 + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
      const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      z = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    [a, b, c, d, e, f, g, z].forEach((value, i) => (h[i] += value));
  }
  const out = new Uint8Array(32);
  const words = new DataView(out.buffer);
  h.forEach((value, i) => words.setUint32(i * 4, value));
  return out;
};

const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const solve = ({ salt, nonce, cost, keyLength, keyPrefix }) => {
  const started = Date.now();
  const head = fromHex(salt + nonce);
  const first = new Uint8Array(head.length + 4);
  first.set(head);
  const firstByte = Number.parseInt(keyPrefix.slice(0, 2), 16);
  const counterView = new DataView(first.buffer, head.length);
  for (let counter = 0; ; counter++) {
    counterView.setUint32(0, counter);
    let key = digest(first);
    for (let round = 1; round < Math.max(1, cost); round++) key = digest(key);
    // Nearly every key fails at its first byte; only the others are written out.
    if (key[0] !== firstByte) continue;
    const hex = toHex(key.subarray(0, keyLength));
    if (hex.startsWith(keyPrefix)) return { counter, derivedKey: hex, time: Date.now() - started };
  }
};

onmessage = ({ data }) => postMessage(solve(data));
