/**
 * Learns `lists/request-words.txt` from `texts/`. By hand:
 * `node_modules/.bin/node bench/asks/train.ts --threshold 0.8 --out lists/request-words.txt`. README.md says how.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type TrainingText, trained } from './training.ts'

const { values } = parseArgs({
  options: {
    texts: { type: 'string', default: 'bench/asks/texts' },
    threshold: { type: 'string', default: '0.9' },
    decay: { type: 'string' },
    rounds: { type: 'string' },
    features: { type: 'string' },
    out: { type: 'string', default: 'lists/request-words.txt' },
  },
})
const files = globSync(`${values.texts}/*.jsonl`).sort()
const texts = files.flatMap((file) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TrainingText),
)
const given = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text)
const [decay, rounds, features] = [values.decay, values.rounds, values.features].map(given)
const lines = trained(texts, {
  ...(decay !== undefined && { decay }),
  ...(rounds !== undefined && { rounds }),
  ...(features !== undefined && { features }),
})
writeFileSync(
  values.out,
  `${[
    '# Words that go with requests, and how much they say for each kind of one. Made by bench/asks/train.ts: do not edit.',
    '',
    `# source: Counterfoil, ${texts.length} texts written for this (bench/asks/texts)`,
    '# date: 2026-11-23',
    '# licence: Apache-2.0',
    lines[0],
    `threshold\t${values.threshold}`,
    ...lines.slice(1),
  ].join('\n')}\n`,
)
console.log(`${texts.length} texts, ${lines.length - 3} features`)
