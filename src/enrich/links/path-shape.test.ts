import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { threadTime } from '../../testing/thread-time.ts'
import { pathShape } from './path-shape.ts'

const of = (url: string, listed?: Parameters<typeof pathShape>[2]) =>
  pathShape({ host: new URL(url).hostname }, url, listed)

describe('pathShape', () => {
  it('knows the paths of kits and their gates', () => {
    assert.equal(of('https://gate.test/PhyQfkFX'), 'token')
    assert.equal(of('https://gate.test/08EFNZ1'), 'token')
    assert.equal(of('https://gate.test/Zt3Lq5Y'), 'token')
    assert.equal(of('https://gate.test/Gcollection/Ref/a1b2c3d4'), 'kit-folder')
    assert.equal(of('https://gate.test/Lcollection/Password'), 'kit-folder')
    assert.equal(of('https://gate.test/x/Password'), 'password-step')
    assert.equal(of('https://gate.test/aB3dE/Xy7Zq/Kp2Lm9/Qw4Er7t'), 'random-folders')
    assert.equal(
      of('https://firebasestorage.googleapis.com/v0/b/some.appspot.com/o/onedrive-ab12.html?alt=media'),
      'hosted-page',
    )
  })
  it('is silent about everyday paths', () => {
    for (const path of [
      '/',
      '/Meeting',
      '/release',
      '/README',
      '/20240613',
      '/abcdefg',
      '/ABC1234',
      '/a/b/c/d',
      '/wiki/Main_Page',
      '/passwords',
      '/2024/06/13/news',
      '/Document.html',
    ])
      assert.equal(of(`https://www.example.org${path}`), undefined, path)
    assert.equal(of('https://storage.googleapis.com/bucket/index.html'), undefined)
  })
  it('leaves out hosts whose links always look so', () => {
    for (const listed of ['shortener', 'tracker', 'gateway', 'identity'] as const)
      assert.equal(of('https://s.test/PhyQfkFX', listed), undefined)
    assert.equal(of('https://share.test/PhyQfkFX', 'courier'), undefined)
    assert.equal(of('https://share.test/x/Password', 'courier'), 'password-step')
  })
  it('is not slowed by a long path', () => {
    const start = threadTime()
    assert.equal(of(`https://gate.test${'/aB3dE'.repeat(100_000)}.htm`), undefined)
    for (let i = 0; i < 100; i++) of(`https://gate.test${'/'.repeat(2000)}`)
    assert.ok(threadTime() - start < 2_000)
  })
})
