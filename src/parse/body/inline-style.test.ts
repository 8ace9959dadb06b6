import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readColour, readStyle } from './inline-style.ts'
import { visibleText } from './visible-text.ts'

/** What of `<p>a<span style=…>b</span>c</p>` is seen. */
const isSeen = (style: string): boolean =>
  visibleText(`<p>a<span style="${style}">b</span>c</p>`).includes('b')

test('every way to take text out of sight by its style', () => {
  for (const style of [
    'display:none',
    'DISPLAY : NONE !important',
    'display/* x */:none',
    'display:n\\6f ne',
    'd\\69splay:none',
    'color:red;display:none;',
    'visibility:hidden',
    'visibility:collapse',
    'opacity:0',
    'opacity:.01',
    'font-size:0',
    'font-size:1px',
    'font-size:0.05em',
    'font:1px/1 Arial',
    'font:italic 0 Arial',
    'overflow:hidden;max-height:0',
    'overflow:clip;width:0px',
    'position:absolute;left:-9999px',
    'position:fixed;top:-2000px',
    'text-indent:-9999px',
    'margin-left:-5000px',
    'transform:scale(0)',
    'transform:scaleX(0.0, 1)',
    'clip:rect(0 0 0 0)',
    'clip:rect(0px, 0px, 0px, 0px)',
    'color:#fff;background:#FFFFFF',
    'color:white;background-color:rgb(255, 255, 255)',
    'color:transparent',
    'color:rgba(1,2,3,0)',
    'color:#1230',
    'color:#11223300',
  ])
    assert.equal(isSeen(style), false, style)
})

test('styles that only look like it', () => {
  for (const style of [
    'display:block',
    'display:none;display:inline',
    'opacity:0.5',
    'font-size:12px',
    'font-size:small',
    'font:bold 12px/14px Arial',
    'overflow:hidden;max-height:10px',
    'max-height:0',
    'left:-9999px',
    'position:absolute;left:-5px',
    'text-indent:-20px',
    'transform:scale(0.5)',
    'clip:rect(0 10px 10px 0)',
    'color:white;background:url(https://a.test/x.png)',
    'color:#fff;background:#000',
    '/* display:none */',
  ])
    assert.equal(isSeen(style), true, style)
  // What a comment that never ends hides is not there; what stands before it is.
  assert.equal(isSeen('display:none/*'), false)
  assert.equal(isSeen('color:red/*;display:none'), true)
})

test('the attributes that hide', () => {
  assert.equal(visibleText('<p>a<span hidden>b</span>c'), 'ac')
  assert.equal(visibleText('<p>a<dialog>b</dialog>'), 'a')
  assert.match(visibleText('<p>a<dialog open>b</dialog>'), /b/)
  assert.equal(visibleText('<p bgcolor=#fff>a<font color=white>b</font>'), 'a')
  assert.match(visibleText('<p background=x.png bgcolor=#fff><font color=white>b</font>'), /b/)
})

test('one spelling for a colour', () => {
  const cases: readonly (readonly [written: string, read: string | undefined])[] = [
    ['#ABC', '#aabbcc'],
    ['#abcd', '#aabbcc'],
    ['#aabbccdd', '#aabbcc'],
    ['aabbcc', '#aabbcc'],
    ['abc', 'abc'],
    ['rgb(300 0 9)', '#ff0009'],
    ['rgba(1, 2, 3, 0.5)', '#010203'],
    ['rgba(1, 2, 3, 0.01)', 'transparent'],
    ['White !important', '#ffffff'],
    ['rebeccapurple', 'rebeccapurple'],
    ['inherit', undefined],
    ['currentColor', undefined],
    ['', undefined],
    ['12', undefined],
  ]
  for (const [written, read] of cases) assert.equal(readColour(written), read, written)
})

test('a megabyte of style is read in under a second', () => {
  for (const piece of [
    '/*',
    '\\',
    'a:b;',
    'font: ',
    'clip:rect(0 ',
    'transform:scale( ',
    'color:rgb(1 1 ',
    '(',
    '"',
  ]) {
    const css = piece.repeat(1_000_000 / piece.length)
    const start = process.cpuUsage()
    readStyle(css)
    readStyle(`font:${css}`)
    const { user, system } = process.cpuUsage(start)
    assert.ok(user + system < 1_000_000, `${piece}: ${(user + system) / 1000} ms`)
  }
})
