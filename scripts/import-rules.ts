/** Who may import whom, as data. Cycles are oxlint's `import/no-cycle`; unused exports are knip's. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'

/** A module of the server imports itself and the ones before it. A new folder finds its place here first. */
const serverModules = [
  'platform',
  'history',
  'access',
  'privacy',
  'areas',
  'configuration',
  'deadlines',
  'people',
  'messages',
  'requests',
  'escalations',
  'promises',
  'registry',
  'whistles',
  'needs',
  'dealings',
  'captains',
  'notices',
  'meetings',
  'handovers',
  'leaves',
  'secondments',
  'settings',
  'practices',
  'oversight',
  'reports',
  'report-forge',
  'open311',
  'demo',
]

const forEveryApp = ['packages/contract', 'packages/calendar', 'packages/geography', 'packages/check-digits', 'packages/dictionary']

/** Which workspaces a workspace may import. */
const workspaces: Record<string, readonly string[]> = {
  'packages/contract': [],
  'packages/calendar': [],
  'packages/geography': [],
  'packages/verify': [],
  'packages/spreadsheets': [],
  'packages/check-digits': [],
  'packages/dictionary': ['packages/contract'],
  'apps/server': [...forEveryApp, 'packages/verify', 'packages/spreadsheets'],
  'apps/residents': forEveryApp,
  'apps/console': forEveryApp,
}

/** In a web app `ui` and `platform` know no feature; words they may know. */
const webFoundations: Record<string, readonly string[]> = {
  'apps/residents/src/platform': ['platform'],
  'apps/residents/src/ui': ['ui', 'platform', 'dictionary'],
  'apps/console/src/platform': ['platform'],
  'apps/console/src/ui': ['ui', 'platform', 'dictionary'],
}

const importPattern = /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gu

interface Import {
  file: string
  target: string
}

function importsOf(root: string): Import[] {
  const files = globSync(['packages/*/src/**/*.{ts,tsx}', 'apps/*/{src,test,vite}/**/*.{ts,tsx}'], { cwd: root }).map((path) => path.split(sep).join('/'))
  return files.flatMap((file) => importsIn(file, readFileSync(join(root, file), 'utf8')))
}

export function importsIn(file: string, text: string): Import[] {
  return [...text.matchAll(importPattern)].map((match) => ({ file, target: resolve(file, match[1] ?? match[2] ?? '') }))
}

/** `@ejia/contract/areas.ts` and relative paths become paths in the repository; packages of npm stay as they are. */
function resolve(file: string, specifier: string): string {
  const own = /^@ejia\/([^/]+)\/(.+)$/u.exec(specifier)
  if (own) return `packages/${own[1]}/src/${own[2]}`
  return specifier.startsWith('.')
    ? normalize(join(dirname(file), specifier))
        .split(sep)
        .join('/')
    : specifier
}

export function problemOf({ file, target }: Import): string | null {
  return workspaceProblem(file, target) ?? serverProblem(file, target) ?? webProblem(file, target) ?? null
}

function workspaceProblem(file: string, target: string): string | null {
  const [from, to] = [workspaceOf(file), workspaceOf(target)]
  if (!from || !to || from === to) return null
  // Written apart from the server, so that one does not repeat the other's mistakes.
  if (to === 'packages/verify' && !file.endsWith('.test.ts')) return 'only tests call the verifier'
  const allowed = workspaces[from]
  if (!allowed) return `${from} has no line in the workspaces of scripts/import-rules.ts`
  return allowed.includes(to) ? null : `${from} may not import ${to}`
}

const workspaceOf = (path: string) => /^(?:apps|packages)\/[^/]+/u.exec(path)?.[0]
const moduleOf = (path: string) => /^apps\/server\/src\/([^/]+)\//u.exec(path)?.[1]

function serverProblem(file: string, target: string): string | null {
  if (!file.startsWith('apps/server/src/') || file.endsWith('.test.ts') || !target.startsWith('apps/server/')) return null
  if (target.startsWith('apps/server/test/')) return 'the test kit is for tests'
  const [from, to] = [moduleOf(file), moduleOf(target)]
  if (from === undefined) return to !== undefined && target.endsWith('-store.ts') ? 'an entry calls use cases, never a store' : null
  if (!serverModules.includes(from)) return `module ${from} has no place in scripts/import-rules.ts`
  if (to === undefined) return target.endsWith('/config.ts') ? null : 'a module does not import an entry'
  if (from === to) return null
  if (serverModules.indexOf(to) > serverModules.indexOf(from)) return `${from} comes before ${to}`
  // The demo writes a whole subdistrict at once, past the use cases that would ask for people's permission.
  if (target.endsWith('-store.ts') && from !== 'demo') return `the store belongs to ${to}: call a use case of it`
  if (target.endsWith('-routes.ts') || target.endsWith('-jobs.ts')) return 'routes and jobs are for the entries'
  return null
}

function webProblem(file: string, target: string): string | null {
  const folder = Object.keys(webFoundations).find((path) => file.startsWith(`${path}/`))
  if (!folder || file.includes('.test.')) return null
  const source = folder.slice(0, folder.lastIndexOf('/'))
  if (!target.startsWith(`${source}/`)) return null
  const allowed = webFoundations[folder] ?? []
  return allowed.some((name) => target.startsWith(`${source}/${name}/`)) ? null : `${folder} knows no feature`
}

if (import.meta.main) {
  const found = importsOf(process.cwd()).flatMap((one) => {
    const problem = problemOf(one)
    return problem ? [`${one.file} → ${one.target}: ${problem}`] : []
  })
  for (const line of found) console.log(line)
  process.exitCode = found.length > 0 ? 1 : 0
}
