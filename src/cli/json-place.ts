/** Finds where a key or element stands in JSON text, so that an error about the value can name its line. */

export interface JsonPlace {
  /** Counting from 1. */
  readonly line: number
}

/**
 * Place of the value at `path` in valid JSON, or of the nearest enclosing value that is there. A key that occurs
 * twice is placed at its last occurrence, as JSON.parse keeps that one.
 */
export function placeInJson(text: string, path: readonly PropertyKey[]): JsonPlace {
  let offset = 0
  let known = -1
  for (const { at, offset: start } of valuesIn(text)) {
    const shared = at.every((key, i) => key === path[i])
    if (shared && at.length <= path.length && at.length >= known) {
      known = at.length
      offset = start
    }
  }
  return { line: text.slice(0, offset).split('\n').length }
}

/** Every value with its path, in order; object members at the place of their key. */
function* valuesIn(text: string): Generator<{ at: PropertyKey[]; offset: number }> {
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g
  const path: PropertyKey[] = []
  const arrays: boolean[] = []
  let awaitsKey = false
  for (const match of text.matchAll(token)) {
    const word = match[0]
    if (word === '}' || word === ']') {
      arrays.pop()
      path.pop()
      awaitsKey = false
    } else if (word === ',') {
      if (arrays.at(-1)) path.push((path.pop() as number) + 1)
      else awaitsKey = true
    } else if (awaitsKey && word.startsWith('"')) {
      path.pop()
      path.push(JSON.parse(word) as string)
      awaitsKey = false
      yield { at: [...path], offset: match.index }
    } else if (word !== ':') {
      if (arrays.length === 0 || arrays.at(-1)) yield { at: [...path], offset: match.index }
      if (word === '{' || word === '[') {
        arrays.push(word === '[')
        path.push(word === '[' ? 0 : '')
        awaitsKey = word === '{'
      }
    }
  }
}
