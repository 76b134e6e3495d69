// SHA-256 (FIPS 180-4), at once: the browser's own answers later and costs a turn of the loop each time, and an export of a hundred
// thousand entries takes a few million of them.
export type Bytes = Uint8Array<ArrayBuffer>;

/** The first 32 bits of the fraction of a root of a prime, which is how the standard defines its constants; by halving, so exactly. */
function fraction(prime: number, power: bigint): number {
  const wanted = BigInt(prime) << (32n * power);
  let root = 0n;
  for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) if ((root + bit) ** power <= wanted) root += bit;
  return Number(BigInt.asIntN(32, root));
}

const primes: number[] = [];
for (let next = 2; primes.length < 64; next += 1) if (primes.every((one) => next % one !== 0)) primes.push(next);

const rounds = Int32Array.from(primes, (prime) => fraction(prime, 3n));
const start = Int32Array.from(primes.slice(0, 8), (prime) => fraction(prime, 2n));
const blockSize = 64;
const schedule = new Int32Array(64);
const state = new Int32Array(8);
let room = new Uint8Array(4096);

function expand(at: number): void {
  const w = schedule;
  for (let i = 0, from = at; i < 16; i += 1, from += 4) {
    w[i] = ((room[from] as number) << 24) | ((room[from + 1] as number) << 16) |
      ((room[from + 2] as number) << 8) | (room[from + 3] as number);
  }
  for (let i = 16; i < 64; i += 1) {
    const x = w[i - 15] as number;
    const y = w[i - 2] as number;
    const small = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const large = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = ((w[i - 16] as number) + small + (w[i - 7] as number) + large) | 0;
  }
}

/** One block into the state. Plain variables and indices all through: this is where the time of a verification goes. */
function compress(at: number): void {
  expand(at);
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let i = 0; i < 64; i += 1) {
    const turned = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const first = (h + turned + (g ^ (e & (f ^ g))) + (rounds[i] as number) + (schedule[i] as number)) | 0;
    const other = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (other + ((a & b) ^ (c & (a ^ b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
}

function write(out: Uint8Array, at: number, value: number): void {
  out[at] = value >>> 24;
  out[at + 1] = value >>> 16;
  out[at + 2] = value >>> 8;
  out[at + 3] = value;
}

/** The hash of the pieces one after the other. */
export function sha256(...pieces: Uint8Array[]): Bytes {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  const padded = Math.ceil((length + 9) / blockSize) * blockSize;
  if (padded > room.length) room = new Uint8Array(padded * 2);
  let at = 0;
  for (const piece of pieces) {
    room.set(piece, at);
    at += piece.length;
  }
  room.fill(0, at, padded);
  room[at] = 0x80;
  write(room, padded - 8, Math.floor(length / 0x2000_0000));
  write(room, padded - 4, (length * 8) >>> 0);
  state.set(start);
  for (let block = 0; block < padded; block += blockSize) compress(block);
  const hash = new Uint8Array(32);
  for (let i = 0; i < 8; i += 1) write(hash, i * 4, state[i] as number);
  return hash;
}
