import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
/** The package's own list turns the web's security off and runs in one process; these are enough. */
const ownArguments = ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none']

/** The system's Chromium where there is one, else the one that came with `npm ci`. */
export async function launchBrowser(): Promise<Browser> {
  const system = systemBrowsers.find((path) => existsSync(path))
  return chromium.launch(system ? { executablePath: system, args: ownArguments } : await bundledChromium())
}

/** Unpacks once into a folder of this user and version; a rename makes it whole for everyone who starts at the same time. */
async function bundledChromium(): Promise<LaunchOptions> {
  const require = createRequire(import.meta.url)
  const { inflate } = await import('@sparticuz/chromium')
  const bin = join(dirname(require.resolve('@sparticuz/chromium')), '..', 'bin')
  const { version } = JSON.parse(await readFile(join(bin, '..', 'package.json'), 'utf8')) as { version: string }
  const user = process.getuid?.() ?? 0
  const home = join(tmpdir(), `ejia-chromium-${version}-${user}`)
  if (existsSync(home) && (await stat(home)).uid !== user) throw new Error(`${home} belongs to somebody else: remove it or set TMPDIR`)
  if (!existsSync(join(home, 'ready'))) {
    const draft = await mkdtemp(join(tmpdir(), 'ejia-chromium-'))
    await withTemporaryFolder(draft, async () => {
      for (const part of ['chromium.br', 'al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) await inflate(join(bin, part))
    })
    await chmod(join(draft, 'chromium'), 0o755)
    await mkdir(join(draft, 'font-cache'))
    await writeFile(join(draft, 'fonts.conf'), fontsOf(home))
    await writeFile(join(draft, 'ready'), '')
    // Lost the race: somebody else's copy is as good.
    await rename(draft, home).catch(() => rm(draft, { recursive: true, force: true }))
  }
  return {
    executablePath: join(home, 'chromium'),
    args: ownArguments,
    env: { ...definedEnvironment(), LD_LIBRARY_PATH: join(home, 'al2023', 'lib'), FONTCONFIG_FILE: join(home, 'fonts.conf'), HOME: home },
  }
}

/** `inflate` writes into os.tmpdir() and nowhere else. */
async function withTemporaryFolder(folder: string, work: () => Promise<void>) {
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    await work()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** One font family without Chinese, so that pages show the font they bring themselves on every machine alike. */
const fontsOf = (home: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${home}/fonts</dir><cachedir>${home}/font-cache</cachedir></fontconfig>
`
