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
/** Longer numbers are worked on in steps. */
const STEP_BITS = 1 << 20

/** The greatest common divisor of two numbers ≥ 0. */
export function largeGcd(x: bigint, y: bigint): bigint {
  const steps = gcdSteps(x, y)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** The same in steps of some seconds at most, so that a caller can look at other things, or stop, in between. */
export function* gcdSteps(x: bigint, y: bigint): Generator<undefined, bigint, undefined> {
  let [u, v] = x >= y ? [x, y] : [y, x]
  while (v !== 0n) {
    const bits = bitLength(u)
    if (bits <= PLAIN_BITS) {
      ;[u, v] = [v, u % v]
      continue
    }
    if (bits - bitLength(v) < bits / 3) {
      // The upper halves are enough to find the quotients that take a quarter off.
      const shift = BigInt(Math.floor(bits / 2))
      const matrix = yield* halvingSteps(u >> shift, v >> shift)
      yield
      ;[u, v] = applied(matrix, u, v)
    }
    yield
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
  const found = afterFirst(halving(x >> shift, y >> shift), x, y, half)
  if (found.rest === undefined) return found.matrix
  return product(halving(found.u >> found.rest, found.v >> found.rest), found.matrix)
}

/** The same, with a pause before each part of a long number. */
function* halvingSteps(x: bigint, y: bigint): Generator<undefined, Matrix, undefined> {
  const bits = bitLength(x)
  if (bits <= STEP_BITS) return halving(x, y)
  const half = Math.floor(bits / 2)
  if (bitLength(y) <= half) return IDENTITY
  const shift = BigInt(half)
  const first = yield* halvingSteps(x >> shift, y >> shift)
  yield
  const found = afterFirst(first, x, y, half)
  if (found.rest === undefined) return found.matrix
  const second = yield* halvingSteps(found.u >> found.rest, found.v >> found.rest)
  yield
  return product(second, found.matrix)
}

interface Halfway {
  readonly matrix: Matrix
  readonly u: bigint
  readonly v: bigint
  /** Bits to leave out in the second half; undefined when there is none. */
  readonly rest: bigint | undefined
}

/** The numbers after the matrix of their upper halves, and one quotient more. */
function afterFirst(first: Matrix, x: bigint, y: bigint, half: number): Halfway {
  const [matrix, u, v] = positive(first, ...transformed(first, x, y))
  if (v === 0n || bitLength(v) <= half) return { matrix, u, v, rest: undefined }
  const quotient = u / v
  const smaller = u - quotient * v
  const next: Matrix = {
    a: matrix.c,
    b: matrix.d,
    c: matrix.a - quotient * matrix.c,
    d: matrix.b - quotient * matrix.d,
  }
  if (smaller === 0n || bitLength(smaller) <= half) return { matrix: next, u: v, v: smaller, rest: undefined }
  return { matrix: next, u: v, v: smaller, rest: BigInt(Math.max(0, 2 * half - bitLength(v))) }
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
