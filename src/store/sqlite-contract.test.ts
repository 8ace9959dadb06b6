import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { storeContract } from '../testing/store-contract.ts'
import { openSqliteStore } from './sqlite-store.ts'

storeContract('SQLite in memory', async () => {
  const store = await openSqliteStore(':memory:')
  return { store, dispose: () => store.close() }
})

storeContract('SQLite in a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-store-'))
  const location = join(folder, 'counterfoil.db')
  const store = await openSqliteStore(location)
  return {
    store,
    reopen: () => openSqliteStore(location),
    elsewhere: {
      program: fileURLToPath(new URL('../testing/sqlite-store-writer.ts', import.meta.url)),
      location,
    },
    dispose: async () => {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
})
