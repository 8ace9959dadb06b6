import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Channel } from '../../model/finding.ts'
import type { ChannelResult } from '../../model/verdict.ts'
import { referenceLog } from '../reference.ts'
import { ALL_MODELS, learnJoint, modelStrength } from './all-models.ts'

const channel = (name: Channel, tail: number, drift = -Math.log(tail)): ChannelResult => ({
  channel: name,
  drift,
  tail,
  n: 500,
  because: [],
})
const model = (name: string): (typeof ALL_MODELS)[number] =>
  ALL_MODELS.find((one) => one.model === name) ?? assert.fail()

/** A past in which the sums of program and way are 0 … 9.99. */
function past(): ReturnType<typeof referenceLog> {
  const reference = referenceLog()
  for (let i = 0; i < 1000; i++)
    learnJoint(reference, [channel('client', 1, i / 200), channel('path', 1, i / 200)])
  return reference
}
const close = (a: number, b: number): void => assert.ok(Math.abs(a - b) < 0.02, `${a} ${b}`)

test('program and way are compared as one sum', () => {
  const strength = (client: number, path: number): number =>
    modelStrength(
      model('takeover'),
      [channel('client', 0.5, client), channel('path', 0.5, path), channel('links', 1e-4)],
      past(),
    ).strength
  close(strength(4, 5), strength(9, 0))
  assert.ok(strength(5, 4.9) > strength(4, 4))
})

test('a second lure counts half', () => {
  const lure = (...channels: readonly ChannelResult[]): number =>
    modelStrength(model('session-rider'), channels, referenceLog()).strength
  const alone = lure(channel('links', 1e-3))
  close(lure(channel('links', 1e-3), channel('asks', 1e-2)) - alone, -Math.log(1e-2) / 2)
  close(
    lure(channel('asks', 1e-2), channel('links', 1e-3)),
    lure(channel('links', 1e-3), channel('asks', 1e-2)),
  )
})

test('a style that cannot be told stands between a familiar and a strange one', () => {
  const style = (...channels: readonly ChannelResult[]): number =>
    modelStrength(model('session-rider'), [channel('links', 1e-3), ...channels], referenceLog()).strength
  const silent = style()
  assert.ok(style(channel('style', 0.9)) < silent)
  assert.ok(style(channel('style', 0.01)) > silent)
})

test('the owner’s own program speaks for the session rider, a strange one for the takeover', () => {
  const models = (drift: number): readonly [number, number] => {
    const channels = [
      channel('client', 0.5, drift / 2),
      channel('path', 0.5, drift / 2),
      channel('links', 1e-3),
      channel('style', 0.01),
    ]
    const [takeover, rider] = ['takeover', 'session-rider'].map(
      (name) => modelStrength(model(name), channels, past()).strength,
    )
    return [takeover ?? 0, rider ?? 0]
  }
  const own = models(1)
  assert.ok(own[0] < own[1], `${own}`)
  const strange = models(9.9)
  assert.ok(strange[0] > strange[1], `${strange}`)
})

test('what models have in common weighs the same, and the shares of the budget add up', () => {
  const weight = (name: string): number | undefined =>
    model(name).terms.find((term) => term.channels.includes('style'))?.weight
  assert.equal(weight('takeover'), weight('session-rider'))
  assert.ok(Math.abs(ALL_MODELS.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9)
})
