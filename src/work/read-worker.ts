/** Worker script of `threadReader`. */
import { readBatch } from '../index.ts'
import { answerBatches } from './batch-protocol.ts'

await answerBatches((batch, settings) => readBatch(batch, settings, () => Date.now()))
