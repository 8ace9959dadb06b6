/**
 * Greatest common divisor of very large whole numbers. Working out an RSA key takes one of two numbers of 134 million
 * bits, for which Euclid's way would need days; this one halves the numbers by matrices found from their upper halves
 * (Schönhage 1971; Möller, "On Schönhage's algorithm and subquadratic integer GCD computation", 2008).
 *
 * Every step is a change of both numbers by a whole matrix of determinant 1 or -1, which keeps their divisor. So a
 * quotient guessed from upper halves may be wrong without harm to the result; the next step makes it good.
 */

/** Two numbers u ≥ v ≥ 0 made from x and y: `u = a·x + b·y`, `v = c·x + d·y`. */
interface Reduced {
  readonly u: bigint
  readonly v: bigint
  readonly a: bigint
  readonly b: bigint
  readonly c: bigint
  readonly d: bigint
}

/** Below so many bits Euclid's algorithm is used as it is. */
const PLAIN_BITS = 128
/** Numbers up to 2^53 are exact as doubles, which are much faster. */
const DOUBLE_BITS = 52
/** Longer numbers are worked on in steps. */
const STEP_BITS = 1 << 20
/** A quotient of more bits is divided out: the upper halves of numbers so far apart say nothing of the smaller one. */
const FAR_BITS = 6

/** The greatest common divisor of two numbers ≥ 0. */
export function largeGcd(x: bigint, y: bigint): bigint {
  const steps = gcdSteps(x, y)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/**
 * The same in steps of some seconds at most, so that a caller can look at other things, or stop, in between. Yields
 * the share of the way that is done, from 0 to 1; time goes nearly evenly with it.
 */
export function* gcdSteps(x: bigint, y: bigint): Generator<number, bigint, undefined> {
  let [u, v] = x >= y ? [x, y] : [y, x]
  let bits = bitLength(u)
  const whole = bits
  while (v !== 0n) {
    bits = bitLength(u, bits)
    if (bits <= PLAIN_BITS) {
      ;[u, v] = [v, u % v]
      continue
    }
    if (bits - bitLength(v, bits) < bits / 8) {
      // Two thirds are looked at for a third that goes: the matrix is then as long as what it is applied to.
      const shift = Math.floor(bits / 3)
      const before = whole - bits
      const steps = halvedSteps(u >> BigInt(shift), v >> BigInt(shift), bits - shift)
      let gone = 0
      let step = steps.next()
      for (; !step.done; step = steps.next()) {
        gone += step.value
        yield Math.min(1, (before + gone) / whole)
      }
      ;({ u, v } = lifted(step.value, u, v, shift))
      yield Math.min(1, (before + gone) / whole)
      if (v === 0n || bitLength(u, bits) < bits - 8) continue
    }
    ;[u, v] = [v, u % v]
  }
  return u
}

/** Bits of a number ≥ 0; quick when `most`, which it does not exceed, is near. */
export function bitLength(value: bigint, most?: number): number {
  if (most !== undefined) {
    const from = Math.max(0, most - 50)
    const top = value >> BigInt(from)
    if (top !== 0n && top < 0x20000000000000n) return from + smallLength(Number(top))
  }
  if (value < 0x20000000000000n) return smallLength(Number(value))
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

/** Bits of a number below 2^53. */
function smallLength(value: number): number {
  const upper = Math.floor(value / 2 ** 32)
  return upper > 0 ? 64 - Math.clz32(upper) : 32 - Math.clz32(value)
}

/** Two numbers x ≥ y ≥ 0, x of `bits` bits, made about half as long. The depth is the logarithm of the length. */
function halved(x: bigint, y: bigint, bits: number): Reduced {
  if (bits <= DOUBLE_BITS) return halvedDoubles(Number(x), Number(y), 2 ** Math.floor(bits / 2))
  const half = Math.floor(bits / 2)
  const first = isNear(y, bits, half) ? halved(x >> BigInt(half), y >> BigInt(half), bits - half) : undefined
  const begun = divided(first === undefined ? unchanged(x, y) : lifted(first, x, y, half), bits, half)
  const rest = restOf(begun, bits, half)
  if (rest === undefined) return begun
  const { shift, length } = rest
  return after(halved(begun.u >> BigInt(shift), begun.v >> BigInt(shift), length), begun, shift)
}

/** The same with a pause before each part of a long number; yields the bits that went. */
function* halvedSteps(x: bigint, y: bigint, bits: number): Generator<number, Reduced, undefined> {
  if (bits <= STEP_BITS) {
    const short = halved(x, y, bits)
    yield bits - bitLength(short.u, bits)
    return short
  }
  const half = Math.floor(bits / 2)
  const first = isNear(y, bits, half)
    ? yield* halvedSteps(x >> BigInt(half), y >> BigInt(half), bits - half)
    : undefined
  const begun = divided(first === undefined ? unchanged(x, y) : lifted(first, x, y, half), bits, half)
  yield 0
  const rest = restOf(begun, bits, half)
  if (rest === undefined) return begun
  const { shift, length } = rest
  const second = yield* halvedSteps(begun.u >> BigInt(shift), begun.v >> BigInt(shift), length)
  const done = after(second, begun, shift)
  yield 0
  return done
}

const unchanged = (u: bigint, v: bigint): Reduced => ({ u, v, a: 1n, b: 0n, c: 0n, d: 1n })

/** The upper part of y has more than half the bits of that of x, so that there is something to find in it. */
function isNear(y: bigint, bits: number, shift: number): boolean {
  return bitLength(y, bits) - shift > (bits - shift) / 2
}

/** The matrix of the upper parts applied to the whole of x and y. */
function lifted({ u: upperU, v: upperV, a, b, c, d }: Reduced, x: bigint, y: bigint, shift: number): Reduced {
  const lowX = BigInt.asUintN(shift, x)
  const lowY = BigInt.asUintN(shift, y)
  const u = (upperU << BigInt(shift)) + a * lowX + b * lowY
  const v = (upperV << BigInt(shift)) + c * lowX + d * lowY
  return inOrder({ u, v, a, b, c, d })
}

/** Signs and order put right, so that u ≥ v ≥ 0. */
function inOrder({ u, v, a, b, c, d }: Reduced): Reduced {
  if (u < 0n) [u, a, b] = [-u, -a, -b]
  if (v < 0n) [v, c, d] = [-v, -c, -d]
  return u >= v ? { u, v, a, b, c, d } : { u: v, v: u, a: c, b: d, c: a, d: b }
}

/** One division where the numbers are far apart, unless the smaller one is short enough already. */
function divided(numbers: Reduced, bits: number, half: number): Reduced {
  const { u, v, a, b, c, d } = numbers
  const length = bitLength(v, bits)
  if (length <= half || bitLength(u, bits) - length <= FAR_BITS) return numbers
  const quotient = u / v
  return { u: v, v: u - quotient * v, a: c, b: d, c: a - quotient * c, d: b - quotient * d }
}

/** What of two numbers to look at for the second half of the way; undefined when there is none left. */
function restOf(
  { u, v }: Reduced,
  bits: number,
  half: number,
): { readonly shift: number; readonly length: number } | undefined {
  const now = bitLength(u, bits)
  const upper = bits - half
  // Never much more than half, or numbers that did not get shorter would be looked at again and again.
  const length = Math.min(2 * (now - half), upper + Math.floor(upper / 8))
  const shift = now - length
  if (shift <= 0 || length <= 0 || !isNear(v, now, shift)) return undefined
  return { shift, length }
}

/** The second matrix, of upper parts of what the first one made, applied and multiplied with it. */
function after(second: Reduced, first: Reduced, shift: number): Reduced {
  const { u, v, a, b, c, d } = lifted(second, first.u, first.v, shift)
  return {
    u,
    v,
    a: a * first.a + b * first.c,
    b: a * first.b + b * first.d,
    c: c * first.a + d * first.c,
    d: c * first.b + d * first.d,
  }
}

/** Euclid's algorithm with doubles until the smaller number is below `stop`. */
function halvedDoubles(x: number, y: number, stop: number): Reduced {
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
  return { u: BigInt(x), v: BigInt(y), a: BigInt(a), b: BigInt(b), c: BigInt(c), d: BigInt(d) }
}
