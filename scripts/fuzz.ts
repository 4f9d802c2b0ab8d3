/** `npm run fuzz -- 1000000 [seed]`: malformed requests made from the OpenAPI file, as many as wanted; the seed repeats a run. */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const [, , runs = '100000', seed = String(Date.now() % 2_147_483_647)] = process.argv
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
const file = 'apps/server/test/openapi-fuzz.test.ts'

console.log(`${runs} requests, seed ${seed}`)
spawn(process.execPath, [vitest, 'run', '--project', 'server', file], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, FUZZ_RUNS: runs, FUZZ_SEED: seed },
}).once('close', (code) => (process.exitCode = code ?? 1))
