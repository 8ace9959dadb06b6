import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folderFlags, maildirFlags, maildirFolderPath, maildirTime, maildirUnique } from './mailbox-folder.ts'

test('flags, time and lasting part of a Maildir file name', () => {
  const name = '1718280000.M1P2.host,S=120:2,FRS'
  assert.deepEqual(maildirFlags(name), ['read', 'replied', 'flagged'])
  assert.deepEqual(maildirFlags('1718280000.M1P2.host;2,DPT'), ['draft', 'trashed', 'passed'])
  assert.deepEqual(maildirFlags('1718280000.M1P2.host'), [])
  assert.deepEqual(maildirFlags('1718280000.M1P2.host:2,ab'), [])
  assert.equal(maildirTime(name), Date.UTC(2024, 5, 13, 12))
  assert.equal(maildirTime('17'), undefined)
  assert.equal(maildirUnique(name), '1718280000.M1P2.host,S=120')
  assert.equal(maildirUnique('1718280000.M1P2.host'), '1718280000.M1P2.host')
})

test('Maildir++ names are paths, in modified UTF-7', () => {
  assert.deepEqual(maildirFolderPath('.Sent.2024'), ['Sent', '2024'])
  assert.deepEqual(maildirFolderPath('.Entw&APw-rfe'), ['Entwürfe'])
  assert.deepEqual(maildirFolderPath('.R&-D'), ['R&D'])
  assert.deepEqual(maildirFolderPath('.A&AP'), ['A&AP'])
})

test('folders named for sent, draft and deleted mail flag what is in them', () => {
  assert.deepEqual(folderFlags(['alice', 'Sent Items']), ['sent'])
  assert.deepEqual(folderFlags(['Sent', '2024']), ['sent'])
  assert.deepEqual(folderFlags(['Sent.mbox.zst']), ['sent'])
  assert.deepEqual(folderFlags(['Entwürfe'.normalize('NFD')]), ['draft'])
  assert.deepEqual(folderFlags(['Trash']), ['trashed'])
  assert.deepEqual(folderFlags(['Presented']), [])
})
