/** Longer names are not compared letter by letter. */
const LENGTH_LIMIT = 60

/**
 * Names a person may have meant, nearest first, at most three: those few typing errors away (insert, leave out, change
 * or swap a letter), then those of which the text is a part (`domain` in `from.domain`).
 */
export function nearestNames(text: string, names: readonly string[]): readonly string[] {
  const typed = text.toLowerCase().slice(0, LENGTH_LIMIT)
  if (typed === '') return []
  const allowed = typed.length < 4 ? 1 : Math.max(2, Math.floor(typed.length / 4))
  return names
    .map((name) => {
      const steps = editSteps(typed, name)
      const inside = typed.length > 2 && name.split(/[.-]/).includes(typed)
      return { name, rank: steps <= allowed ? steps : inside ? allowed + 1 : Number.POSITIVE_INFINITY }
    })
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, 3)
    .map(({ name }) => name)
}

/** Edits between two short texts (Damerau–Levenshtein, optimal string alignment). */
function editSteps(a: string, b: string): number {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let steps = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        steps = Math.min(steps, before[j - 2]! + 1)
      row.push(steps)
    }
    before = previous
    previous = row
  }
  return previous[b.length]!
}
