/** `npm run check`: format, lint, import rules, types, unused code. The same here and in CI; prints a table and what failed. */
import { spawn } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const tool = (name: string) => join(root, 'node_modules', '.bin', name)

interface Step {
  name: string
  command: readonly string[]
}

const projects = globSync(['packages/*/tsconfig.json', 'apps/*/tsconfig.json', '{scripts,e2e,bench,faults}/tsconfig.json'], { cwd: root })
  .map((path) => path.replace(/[\\/]tsconfig\.json$/u, ''))
  .toSorted()

const steps: Step[] = [
  ...projects.map((project) => ({ name: `types ${project}`, command: [tool('tsc'), '-p', project, '--noEmit'] })),
  { name: 'format', command: [tool('oxfmt'), '--check', '.'] },
  { name: 'lint', command: [tool('oxlint'), '--deny-warnings', '--report-unused-disable-directives'] },
  { name: 'import rules', command: [process.execPath, 'scripts/import-rules.ts'] },
  { name: 'only writers', command: [process.execPath, 'scripts/only-writers.ts'] },
  { name: 'unused code', command: [tool('knip'), '--no-config-hints'] },
]

interface Outcome {
  name: string
  ok: boolean
  seconds: number
  output: string
}

function run({ name, command: [program, ...args] }: Step): Promise<Outcome> {
  return new Promise((done) => {
    const started = performance.now()
    let output = ''
    const child = spawn(program ?? '', args, { cwd: root, env: { ...process.env, NO_COLOR: '1' } })
    const finish = (ok: boolean) => done({ name, ok, seconds: (performance.now() - started) / 1000, output })
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => {
      output += error.message
      finish(false)
    })
    child.on('close', (code) => finish(code === 0))
  })
}

if (!existsSync(join(root, 'node_modules'))) throw new Error('run npm ci first')
const waiting = [...steps]
const outcomes: Outcome[] = []
await Promise.all(
  Array.from({ length: Math.max(2, Math.min(4, availableParallelism())) }, async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) outcomes.push(await run(step))
  }),
)
const failed = outcomes.filter(({ ok }) => !ok)
for (const { name, output } of failed) console.log(`\n── ${name}\n${output.trim()}`)
console.log()
const width = Math.max(...steps.map(({ name }) => name.length))
for (const { name } of steps) {
  const outcome = outcomes.find((one) => one.name === name)
  console.log(`${name.padEnd(width)}  ${outcome?.ok ? 'ok    ' : 'FAILED'}  ${(outcome?.seconds ?? 0).toFixed(1).padStart(5)} s`)
}
console.log(failed.length === 0 ? `\n${steps.length} checks passed` : `\n${failed.length} of ${steps.length} checks failed`)
process.exitCode = failed.length === 0 ? 0 : 1
