/**
 * Chance of at least `hits` heads in `tosses` of a fair coin, exact but for rounding (relative error below 1e-9 up to
 * 100,000 tosses). 1 for `hits` ≤ 0.
 */
export function fairTail(hits: number, tosses: number): number {
  if (hits <= 0) return 1
  if (hits > tosses) return 0
  // Terms from the largest down, each from the one before, relative to the first.
  let logTerm = -tosses * Math.LN2
  for (let i = 1; i <= hits; i++) logTerm += Math.log(tosses - hits + i) - Math.log(i)
  let sum = 1
  let term = 1
  for (let k = hits; k < tosses; k++) {
    term *= (tosses - k) / (k + 1)
    sum += term
    // Below the middle terms grow first; stop only where they fall.
    if (term < sum * 1e-17 && k > tosses / 2) break
  }
  return Math.min(1, Math.exp(logTerm + Math.log(sum)))
}
