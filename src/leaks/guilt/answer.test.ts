import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Digest } from '../../model/bytes.ts'
import type { Holding } from '../../model/holding.ts'
import { holderBook } from '../holdings/holder-book.ts'
import { answerMailbox } from './answer.ts'
import { attractionOf } from './attraction.ts'
import { type GuiltQuestion, sourceName, weighSources } from './guilt-model.ts'

const id = (n: number): Digest => `sha256:${n.toString(16).padStart(64, '0')}`
const hold = (n: number, holder: string, from: number, until?: number): Holding => ({
  kind: 'holding',
  document: id(n),
  holder,
  way: 'received',
  from,
  ...(until !== undefined && { until }),
})

/** What each person holds, as [document, day]; everybody else's papers are 100 and up. */
function question(
  held: Readonly<Record<string, readonly (readonly [document: number, day: number, until?: number])[]>>,
  leaked: readonly number[],
  more: Partial<GuiltQuestion> = {},
): GuiltQuestion {
  const holdings = Object.entries(held).flatMap(([holder, of]) =>
    of.map(([document, day, until]) => hold(document, holder, day, until)),
  )
  for (let n = 0; n < 40; n++)
    for (const other of ['x', 'y', 'z'])
      if (n % 3 !== 0 || other === 'x') holdings.push(hold(100 + n, other, n))
  const book = holderBook(holdings)
  return {
    items: leaked.map((n) => ({ id: `item ${n}`, versions: [{ document: id(n), share: 1 }] })),
    book,
    attraction: new Map(book.documents.map((document) => [document, 1])),
    until: 1_000,
    ...more,
  }
}
const range = (from: number, to: number, day = 1): (readonly [number, number])[] =>
  Array.from({ length: to - from }, (_, i) => [from + i, day + i] as const)

describe('the mailbox question', () => {
  it('names the one mailbox that held it all, with its size, ratio and what each item adds', () => {
    const asked = question({ ann: range(1, 9), bob: range(1, 6), cleo: range(3, 9) }, [1, 2, 3, 4, 5, 6, 7])
    const answer = answerMailbox(asked)
    assert.deepEqual([answer.verdict, answer.named, answer.because], ['one', ['ann'], 'best'])
    assert.ok((answer.sources[0]?.involved ?? 0) > 0.9)
    assert.equal(answer.sources[0]?.held, 7)
    assert.deepEqual(answer.items.map(({ item, holders }) => [item, holders]).sort(), [
      ['item 1', 2],
      ['item 2', 2],
      ['item 3', 3],
      ['item 4', 3],
      ['item 5', 3],
      ['item 6', 2],
      ['item 7', 2],
    ])
    assert.deepEqual(
      answer.rivals.map(({ kind }) => kind),
      ['second-mailbox', 'elsewhere', 'owner-or-device'],
    )
  })

  it('tells of a mailbox that held an item for a while what was so in that while', () => {
    const asked = question({ ann: [[1, 5, 40], ...range(2, 30)], bob: [[1, 5]] }, [1])
    const ann = answerMailbox(asked).sources.find(({ source }) => sourceName(source) === 'ann')
    assert.equal(ann?.held, 1)
    assert.ok((ann?.accessFrom ?? 0) >= 5 && (ann?.accessTo ?? 999) <= 40)
  })

  it('shares add up to one', () => {
    for (const leaked of [[1], [1, 2, 3], [1, 100, 103]]) {
      const sum = weighSources(question({ ann: range(1, 9), bob: range(1, 6) }, leaked)).reduce(
        (total, { share }) => total + share,
        0,
      )
      assert.ok(sum > 0.97 && sum < 1 + 1e-9, `${sum}`)
    }
  })

  it('cannot tell between two mailboxes that held the same', () => {
    const answer = answerMailbox(question({ ann: range(1, 6), bob: range(1, 6) }, [1, 2, 3, 4, 5]))
    assert.deepEqual([answer.verdict, answer.because], ['several', 'same-holdings'])
    assert.deepEqual([...answer.named].sort(), ['ann', 'bob'])
    assert.equal(answer.sources[0]?.share, answer.sources[1]?.share)
    assert.ok(answer.rivals.some(({ kind }) => kind === 'same-holdings'))
  })

  it('takes what held few to say more than what held many', () => {
    const held = {
      ann: [
        [1, 1],
        [2, 1],
      ],
      bob: [[1, 1]],
      cleo: [[1, 1]],
      dov: [[1, 1]],
    } as const
    const { items } = answerMailbox(question(held, [1, 2]))
    const weight = (name: string): number => items.find(({ item }) => item === name)?.weight ?? 0
    assert.ok(weight('item 2') > weight('item 1') + 1)
  })

  it('counts attractive papers that did not leak against a mailbox', () => {
    const asked = question({ ann: range(1, 5), bob: [...range(1, 5), ...range(200, 260, 0)] }, [1, 2, 3, 4])
    const [first, second] = weighSources(asked).filter(({ source }) => source.kind === 'mailbox')
    assert.equal(first && sourceName(first.source), 'ann')
    assert.equal(second && sourceName(second.source), 'bob')
    assert.ok((first?.logLikelihood ?? 0) - (second?.logLikelihood ?? 0) > 3)
  })

  it('dates the access by the newest item, and by what came later and did not leak', () => {
    const held = { ann: [[1, 10], [2, 50], [3, 90], ...range(200, 230, 100)] } as const
    const answer = answerMailbox(question({ ...held, bob: range(1, 3) }, [1, 2, 3], { until: 131 }))
    assert.equal(answer.accessNotBefore, 90)
    const [best] = answer.sources
    assert.ok(
      best !== undefined && best.accessFrom >= 50 && best.accessTo <= 125,
      `${best?.accessFrom} ${best?.accessTo}`,
    )
  })

  it('does not suspect a mailbox that got the paper after the leak, or deleted it long before the newest one', () => {
    const held = {
      ann: [
        [1, 5],
        [2, 60],
      ],
      late: [
        [1, 2_000],
        [2, 2_000],
      ],
      gone: [
        [1, 5, 20],
        [2, 60],
      ],
    } as const
    const sources = weighSources(question(held, [1, 2]))
    assert.equal(sources[0] && sourceName(sources[0].source), 'ann')
    assert.equal(
      sources.some(({ source, held }) => sourceName(source) === 'late' && held > 0),
      false,
    )
    const gone = sources.find(({ source }) => sourceName(source) === 'gone')
    assert.equal(gone?.held, 1)
  })

  it('says that it cannot tell when the leak fits somebody who saw everything', () => {
    const held = {
      ann: [[1, 1]],
      bob: [[2, 1]],
      cleo: [[3, 1]],
      dov: [[4, 1]],
      eva: [[5, 1]],
      fay: [[6, 1]],
    } as const
    const answer = answerMailbox(question(held, [1, 2, 3, 4, 5, 6]))
    assert.deepEqual([answer.verdict, answer.because], ['cannot-tell', 'elsewhere-as-good'])
  })

  it('believes marks that name a holder, but not without end', () => {
    const asked = question({ ann: range(1, 6), bob: range(1, 6) }, [1, 2, 3, 4, 5])
    const marked = { ...asked, items: asked.items.map((item) => ({ ...item, namedHolders: ['bob'] })) }
    const answer = answerMailbox(marked)
    assert.deepEqual([answer.verdict, answer.named], ['one', ['bob']])
    const [first, second] = answer.sources.filter(({ source }) => source.kind === 'mailbox')
    assert.ok((first?.logLikelihood ?? 0) - (second?.logLikelihood ?? 0) < Math.log(301))
  })

  it('spreads belief over versions that cannot be told apart', () => {
    const asked = question(
      {
        ann: [
          [1, 1],
          [3, 1],
        ],
        bob: [
          [2, 1],
          [3, 1],
        ],
      },
      [3],
      {
        items: [
          {
            id: 'draft',
            versions: [
              { document: id(1), share: 0.5 },
              { document: id(2), share: 0.5 },
            ],
          },
          { id: 'other', versions: [{ document: id(3), share: 1 }] },
        ],
      },
    )
    assert.equal(answerMailbox(asked).verdict, 'several')
  })

  it('answers nothing for nothing, and for papers nobody held', () => {
    assert.equal(answerMailbox(question({ ann: range(1, 3) }, [])).because, 'no-items')
    assert.equal(answerMailbox(question({ ann: range(1, 3) }, [999])).because, 'nobody-held')
    assert.equal(
      answerMailbox(question({ ann: range(1, 5) }, [1, 2, 3], { without: new Set(['ann']) })).because,
      'nobody-held',
    )
  })
})

describe('attraction', () => {
  it('is higher for kinds that leaked', () => {
    const of = (
      n: number,
      form: 'attachment' | 'mail-text',
    ): Parameters<typeof attractionOf>[0] extends Iterable<infer T> ? T : never => ({
      id: id(n),
      form,
      mediaType: form === 'attachment' ? 'application/pdf' : 'text/plain',
      letters: 5_000,
    })
    const documents = [...Array(20).keys()].map((n) => of(n, n < 10 ? 'attachment' : 'mail-text'))
    const attraction = attractionOf(documents, new Set([id(1), id(2), id(3)]))
    assert.equal(attraction.get(id(9)), 1)
    assert.ok((attraction.get(id(15)) ?? 1) < 0.1)
  })
})
