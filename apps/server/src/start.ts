import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readConfig } from './config.ts'

// The only entry that speaks to the terminal.
const say = (line: string) => void process.stdout.write(`${line}\n`)

try {
  const config = readConfig()
  const { startServer } = await import('./main.ts')
  const running = await startServer(config, say, buildApps())
  const address = `http://localhost:${running.port}`
  say('')
  say('  e家')
  say(`  居民端 Residents  ${address}/`)
  say(`  工作台 Console    ${address}/console/`)
  if (running.demo) say('  登录 Sign in      演示数据已就绪：在登录页选一个身份即可 / pick a card on the sign-in page')
  if (running.bootstrapUrl !== null) say(`  首次设置（一次性链接，72 小时内有效） First set-up, one-time link:\n  ${running.bootstrapUrl}`)
  say('')
  // A terminal's Ctrl-C comes twice: from the terminal and through the launcher.
  let closing: Promise<void> | undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      closing ??= running.close(true).then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
} catch (error) {
  process.stderr.write(`e家 could not start: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

/** `npm ci` builds the two web apps; whoever skipped its scripts gets them built here. */
function buildApps(): Promise<void> {
  const pages = ['residents', 'console'].map((app) => fileURLToPath(new URL(`../../${app}/dist/index.html`, import.meta.url)))
  if (pages.every((page) => existsSync(page))) return Promise.resolve()
  const build = spawn(process.execPath, [fileURLToPath(new URL('../../../scripts/build-apps.ts', import.meta.url))], { stdio: 'inherit' })
  return new Promise((resolve, reject) => build.once('exit', (code) => (code === 0 ? resolve() : reject(new Error('the web apps could not be built')))))
}
