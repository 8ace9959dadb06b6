/** A process that writes samples into an SQLite store, see store-writer.ts. */
import { openSqliteStore } from '../store/sqlite-store.ts'
import { writeSamples } from './store-writer.ts'

await writeSamples(openSqliteStore, process.argv.slice(2))
