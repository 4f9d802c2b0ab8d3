/**
 * Runs a TypeScript entry on the Node.js that came with `npm ci`, whatever Node started this file:
 * node scripts/with-node.mjs apps/server/src/start.ts …
 * npm 10 loses the link node_modules/.bin/node when it drops the packages of other platforms, so PATH alone is not enough.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import nodeModule from 'node:module'
import { constants } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const oldestMajor = 24
const platform = process.platform === 'win32' ? 'win' : process.platform
const bundled = join(
  import.meta.dirname ?? dirname(new URL(import.meta.url).pathname),
  '..',
  'node_modules',
  `node-${platform}-${process.arch}`,
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)
const [, , entry = '', ...args] = process.argv
// The server's modules are kept compiled between starts, its first one too: then the type stripper need not be loaded, nor its 15 MB.
const compiled = entry.endsWith('src/start.ts') ? join(dirname(bundled), '..', '..', '.cache', 'compiled') : undefined

if (Number(process.versions.node.split('.')[0]) >= oldestMajor) {
  process.argv.splice(1, 2, resolve(entry))
  if (compiled !== undefined) nodeModule.enableCompileCache?.(compiled)
  await import(pathToFileURL(resolve(entry)).href)
} else if (existsSync(bundled)) {
  // Tools started by name find the same Node.js.
  const child = spawn(bundled, [...process.execArgv, entry, ...args], {
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${dirname(bundled)}${delimiter}${process.env['PATH'] ?? ''}`,
      ...(compiled !== undefined && { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? compiled }),
    },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(error.message)
    process.exitCode = 1
  })
  child.on('close', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal]
  })
} else {
  console.error(`e家 needs Node.js ${oldestMajor}; it comes with "npm ci" (optional packages must not be left out). This is ${process.version}.`)
  process.exitCode = 1
}
