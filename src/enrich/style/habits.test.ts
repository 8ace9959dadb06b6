import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { countHabits, habitCounts, habitReadings } from './habit-ratio.ts'
import { HABITS, type Habit, habitsOf } from './habits.ts'
import { withoutRepeats } from './repeated-lines.ts'
import { textLanguage } from './text-language.ts'

const LONG =
  'we looked at the plan for the summer and found that most of it will work, the hall is free and the band has plenty of time'

const SHOWN: readonly (readonly [text: string, habit: Habit, value: string | undefined])[] = [
  ['Hi ¶,\n\nfine by me.', 'greeting', 'Hi ¶,'],
  ['¶,\n\nfine by me.', 'greeting', '¶,'],
  ['Fine by me.', 'greeting', 'none'],
  ['Fine by me.\n\nBest,\n¶', 'closing', 'Best,'],
  ['Fine by me.\n\nBest,\n¶', 'signed', 'name'],
  ['Fine by me.\n\n-¶', 'signed', 'dash and name'],
  ['Fine by me.\n\nthanks', 'closing', 'thanks'],
  ['fine by me', 'opening-case', 'small'],
  ['Fine. it is so. It is.', 'sentence-case', 'mixed'],
  ['So i think', 'i-case', 'small'],
  ["So I don't", 'apostrophe', 'straight'],
  ['So I don’t', 'apostrophe', 'curly'],
  ['So dont', 'apostrophe', 'left out'],
  ['So I do not', 'contractions', 'no'],
  ['So be it', 'contractions', undefined],
  [`${LONG} -- really`, 'dash', 'two hyphens'],
  [`${LONG} — really`, 'dash', 'long'],
  ['Well... fine', 'ellipsis', 'three stops'],
  ['Really?!', 'doubled-marks', 'some'],
  ['Fine :-)', 'emoticon', ':-)'],
  ['Fine 🙂', 'emoticon', 'emoji'],
  ['One.  Two.', 'after-full-stop', 'two blanks'],
  ['Vraiment ?', 'before-mark', 'blank'],
  ['Two things:\n- one\n- two', 'list-mark', 'hyphen'],
  ['It is *very* late', 'emphasis', 'stars'],
  [LONG, 'last-mark', 'none'],
  [`${LONG} btw`, 'short-forms', 'btw'],
  [`${LONG}. That must NOT be`, 'capitals', 'for stress'],
  ['ok, fine', 'okay', 'ok'],
  [`${LONG}\n${LONG}`, 'wrap', 'none'],
  [`${LONG.slice(0, 70)}\n`.repeat(3), 'wrap', 'by 72'],
]

describe('habits', () => {
  for (const [text, habit, value] of SHOWN)
    it(`${JSON.stringify(text.slice(-40))} shows ${habit}: ${value}`, () => {
      assert.equal(habitsOf(text)[habit], value)
    })

  it('reads an empty text', () => {
    for (const habit of HABITS) assert.notEqual(habitsOf('')[habit], '')
  })

  it('weighs a habit by how common it is with others, and takes counts back', () => {
    const own = habitCounts()
    const others = habitCounts()
    for (let i = 0; i < 20; i++) {
      countHabits(own, { greeting: 'Hi ¶,', signed: 'name' })
      countHabits(others, { greeting: i < 18 ? 'none' : 'Hi ¶,', signed: 'name' })
    }
    const [first, second] = habitReadings(own, others, { greeting: 'none', signed: 'name' })
    assert.equal(first?.habit, 'greeting')
    assert.equal(first?.usual, 'Hi ¶,')
    assert.equal(first?.usualSeen, 20)
    assert.ok((first?.logRatio ?? 0) > 1.5)
    assert.ok(Math.abs(second?.logRatio ?? 1) < 0.1)
    const same = habitReadings(own, others, { greeting: 'Hi ¶,' })[0]
    assert.ok((same?.logRatio ?? 0) < -1)
    for (let i = 0; i < 20; i++) countHabits(own, { greeting: 'Hi ¶,', signed: 'name' }, -1)
    assert.deepEqual(own, habitCounts())
    assert.deepEqual(habitReadings(own, others, { greeting: 'none' }), [])
  })
})

describe('language of a text', () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['I just tried, and now I have no reading at all. Do you see the same on your side?', 'latin', 'en'],
    ['Wir haben das noch nicht gesehen und die Frage ist auch, ob es mit den anderen geht.', 'latin', 'de'],
    ['Nous avons bien reçu votre lettre et nous allons voir avec les autres pour la suite.', 'latin', 'fr'],
    ['Мы получили ваше письмо и хотели бы обсудить все вопросы, если вы не против.', 'cyrillic', 'ru'],
    ['会議は明日の午後三時からです。よろしくお願いします。', 'cjk', undefined],
    ['الاجتماع غدا في الساعة الثالثة', 'arabic', undefined],
    ['Applied, thanks!', 'latin', undefined],
    ['… 0 0 !', 'none', undefined],
  ]
  for (const [text, script, language] of cases)
    it(`${text.slice(0, 30)} is ${script} ${language ?? ''}`, () => {
      assert.deepEqual(textLanguage(text), language === undefined ? { script } : { script, language })
    })
})

describe('repeated lines', () => {
  it('are taken out from their second time on, when they are long', () => {
    const seen = new Set<string>()
    const footer = 'Registered society, court of Sampleton'
    assert.equal(withoutRepeats(`one\n${footer}\nCheers,`, seen, true), `one\n${footer}\nCheers,`)
    assert.equal(withoutRepeats(`two\n${footer}\nCheers,`, seen, false), 'two\nCheers,')
    assert.equal(withoutRepeats('three\nCheers,', seen, true), 'three\nCheers,')
    assert.deepEqual([...seen], [footer])
  })
})
