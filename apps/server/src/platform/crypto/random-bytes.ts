import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(4096)
let used = pool.length

/**
 * Bytes of the system's generator, drawn some hundreds at a time: asking it for each nonce of an import costs more than
 * the encryption. Each is handed out once, and what was handed out is gone from the pool.
 */
export function drawBytes(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const drawn = Buffer.from(pool.subarray(used, used + count))
  pool.fill(0, used, used + count)
  used += count
  return drawn
}
