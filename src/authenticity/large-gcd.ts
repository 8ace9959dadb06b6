/**
 * Greatest common divisor of very large whole numbers. Working out an RSA key takes one of two numbers of 134 million
 * bits, for which Euclid's way would need days; this one halves the numbers by matrices found from their upper halves
 * (Schönhage 1971; Möller, "On Schönhage's algorithm and subquadratic integer GCD computation", 2008).
 *
 * Every step is a change of both numbers by a whole matrix of determinant 1 or -1, which keeps their divisor. So a
 * quotient guessed from upper halves may be wrong without harm to the result; the next step makes it good.
 */

/** Rows of a 2×2 matrix: the new numbers are `(a·x + b·y, c·x + d·y)`. */
interface Matrix {
  readonly a: bigint
  readonly b: bigint
  readonly c: bigint
  readonly d: bigint
}

const IDENTITY: Matrix = { a: 1n, b: 0n, c: 0n, d: 1n }
/** Below so many bits Euclid's algorithm is used as it is. */
const PLAIN_BITS = 512
/** Numbers up to 2^53 are exact as doubles, which are much faster. */
const DOUBLE_BITS = 52

/** The greatest common divisor of two numbers ≥ 0; `tick` is called now and then, for progress. */
export function largeGcd(x: bigint, y: bigint, tick: () => void = () => {}): bigint {
  let [u, v] = x >= y ? [x, y] : [y, x]
  while (v !== 0n) {
    tick()
    const bits = bitLength(u)
    if (bits <= PLAIN_BITS) {
      ;[u, v] = [v, u % v]
      continue
    }
    if (bits - bitLength(v) < bits / 3) {
      // Two thirds are enough to find the quotients that take a third off.
      const shift = BigInt(Math.floor(bits / 2))
      const matrix = halving(u >> shift, v >> shift)
      ;[u, v] = applied(matrix, u, v)
    }
    if (v !== 0n) [u, v] = [v, u % v]
  }
  return u
}

/** Bits of a number ≥ 0. */
export function bitLength(value: bigint): number {
  if (value < 0x20000000000000n) {
    const small = Number(value)
    const upper = Math.floor(small / 2 ** 32)
    return upper > 0 ? 64 - Math.clz32(upper) : 32 - Math.clz32(small)
  }
  let low = 52
  let high = 104
  while (value >> BigInt(high) !== 0n) {
    low = high
    high *= 2
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (value >> BigInt(middle) === 0n) high = middle
    else low = middle
  }
  return high
}

/** A matrix that takes about half the bits off two numbers, x ≥ y ≥ 0. The depth is the logarithm of the length. */
function halving(x: bigint, y: bigint): Matrix {
  const bits = bitLength(x)
  const half = Math.floor(bits / 2)
  if (y === 0n || bitLength(y) <= half) return IDENTITY
  if (bits <= DOUBLE_BITS) return halvingOfDoubles(Number(x), Number(y), 2 ** half)
  const shift = BigInt(half)
  const first = halving(x >> shift, y >> shift)
  let [matrix, u, v] = positive(first, ...transformed(first, x, y))
  if (v === 0n || bitLength(v) <= half) return matrix
  const quotient = u / v
  ;[u, v] = [v, u - quotient * v]
  matrix = { a: matrix.c, b: matrix.d, c: matrix.a - quotient * matrix.c, d: matrix.b - quotient * matrix.d }
  if (v === 0n || bitLength(v) <= half) return matrix
  const rest = BigInt(Math.max(0, 2 * half - bitLength(u)))
  const second = halving(u >> rest, v >> rest)
  return product(second, matrix)
}

/** Euclid's algorithm with doubles until the smaller number is below `stop`. */
function halvingOfDoubles(x: number, y: number, stop: number): Matrix {
  let a = 1
  let b = 0
  let c = 0
  let d = 1
  while (y >= stop) {
    const quotient = Math.floor(x / y)
    ;[x, y] = [y, x - quotient * y]
    ;[a, c] = [c, a - quotient * c]
    ;[b, d] = [d, b - quotient * d]
  }
  return { a: BigInt(a), b: BigInt(b), c: BigInt(c), d: BigInt(d) }
}

function transformed({ a, b, c, d }: Matrix, x: bigint, y: bigint): [bigint, bigint] {
  return [a * x + b * y, c * x + d * y]
}

/** Rows turned and exchanged so that u ≥ v ≥ 0. */
function positive(matrix: Matrix, u: bigint, v: bigint): [Matrix, bigint, bigint] {
  let { a, b, c, d } = matrix
  if (u < 0n) [u, a, b] = [-u, -a, -b]
  if (v < 0n) [v, c, d] = [-v, -c, -d]
  return u >= v ? [{ a, b, c, d }, u, v] : [{ a: c, b: d, c: a, d: b }, v, u]
}

function applied(matrix: Matrix, x: bigint, y: bigint): [bigint, bigint] {
  const [, u, v] = positive(matrix, ...transformed(matrix, x, y))
  return [u, v]
}

function product(one: Matrix, other: Matrix): Matrix {
  return {
    a: one.a * other.a + one.b * other.c,
    b: one.a * other.b + one.b * other.d,
    c: one.c * other.a + one.d * other.c,
    d: one.c * other.b + one.d * other.d,
  }
}
