/** `npm test`: builds the apps if their sources changed, runs every test, ends with `N passed, N failed`. Arguments go to vitest. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const resultFolder = mkdtempSync(join(tmpdir(), 'ejia-tests-'))
const resultFile = join(resultFolder, 'results.json')

function run(args: readonly string[]): Promise<number> {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal))
    child.on('error', () => done(1))
    child.on('close', (code) => done(code ?? 1))
  })
}

interface Results {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

/** A file that could not even start has no failed test of its own: it counts as one. */
function countResults(): { passed: number; failed: number; skipped: number } {
  try {
    const results = JSON.parse(readFileSync(resultFile, 'utf8')) as Results
    const silent = results.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    )
    return { passed: results.numPassedTests, failed: results.numFailedTests + silent.length, skipped: results.numPendingTests + results.numTodoTests }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

const built = await run([join(root, 'scripts/build-apps.ts')])
if (built !== 0) {
  console.log('the web apps do not build\n0 passed, 1 failed')
  process.exit(1)
}
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
const code = await run([vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${resultFile}`, ...process.argv.slice(2)])
const { passed, failed, skipped } = countResults()
rmSync(resultFolder, { recursive: true, force: true })
const wrong = failed === 0 && code !== 0 ? 1 : failed
console.log(`${passed} passed, ${wrong} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = wrong > 0 ? 1 : 0
