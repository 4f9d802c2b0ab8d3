/** A state has one writer, which writes history and audit with it: held here, as data. A new state table finds its line here. */
import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'

type StateTable = {
  table: string
  /** Where its `update` may stand. */
  store: string
  /** The functions of the store that carry the state, and who alone may name them. */
  carriers: readonly string[]
  writers: readonly string[]
}

const tables: readonly StateTable[] = [
  {
    table: 'requests',
    store: 'requests/request-changes.ts',
    carriers: ['writeStep'],
    // A duplicate follows its master in the same transaction, with its own entry.
    writers: ['requests/move-request.ts', 'requests/follow-master.ts'],
  },
  { table: 'whistles', store: 'whistles/whistle-store.ts', carriers: ['updateWhistle'], writers: ['whistles/move-whistle.ts'] },
  { table: 'whistle_units', store: 'whistles/whistle-store.ts', carriers: ['updateSummons'], writers: ['whistles/whistle-effects.ts'] },
  { table: 'whistle_tasks', store: 'whistles/whistle-store.ts', carriers: ['endTask'], writers: ['whistles/whistle-effects.ts'] },
  {
    table: 'captains',
    store: 'captains/captain-store.ts',
    carriers: ['updateCaptain', 'updateCaptainTask'],
    writers: ['captains/move-captain.ts'],
  },
  { table: 'captain_tasks', store: 'captains/captain-store.ts', carriers: [], writers: [] },
  {
    table: 'escalations',
    store: 'escalations/escalation-store.ts',
    carriers: ['updateEscalation'],
    writers: ['escalations/move-escalation.ts'],
  },
  { table: 'promises', store: 'promises/promise-store.ts', carriers: ['updatePromise'], writers: ['promises/move-promise.ts'] },
  { table: 'handovers', store: 'handovers/handover-store.ts', carriers: ['updateHandover'], writers: ['handovers/move-handover.ts'] },
  { table: 'leaves', store: 'leaves/leave-store.ts', carriers: ['updateLeave'], writers: ['leaves/move-leave.ts'] },
  { table: 'need_pools', store: 'needs/need-store.ts', carriers: ['updatePool'], writers: ['needs/tend-pools.ts'] },
  { table: 'topics', store: 'meetings/topics/topic-store.ts', carriers: ['updateTopic'], writers: ['meetings/topics/move-topic.ts'] },
  { table: 'meetings', store: 'meetings/meeting-store.ts', carriers: ['updateMeeting'], writers: ['meetings/move-meeting.ts'] },
  { table: 'practices', store: 'practices/practice-store.ts', carriers: ['updatePractice'], writers: ['practices/write-practice.ts'] },
  { table: 'meeting_tasks', store: 'meetings/tasks/task-store.ts', carriers: ['updateTask'], writers: ['meetings/tasks/move-task.ts'] },
  { table: 'secondments', store: 'secondments/secondment-store.ts', carriers: ['updateSecondment'], writers: ['secondments/move-secondment.ts'] },
]

/** The demo writes a past at once; tests put a row where they need it. */
const isApart = (file: string) => file.startsWith('demo/') || file.endsWith('.test.ts')

export function problemsOf(file: string, text: string): string[] {
  if (isApart(file)) return []
  return tables.flatMap(({ table, store, carriers, writers }) => {
    const writes =
      file !== store && new RegExp(String.raw`\bupdate\s+${table}\b`, 'iu').test(text) ? [`${file} writes ${table}; its statements stand in ${store}`] : []
    const calls = file === store || writers.includes(file) ? [] : carriers.filter((name) => new RegExp(String.raw`\b${name}\b`, 'u').test(text))
    return [...writes, ...calls.map((name) => `${file} names ${name}: only ${writers.join(' and ')} may write a state of ${table}`)]
  })
}

export function filesOf(root: string): { file: string; text: string }[] {
  const source = join(root, 'apps/server/src')
  return globSync('**/*.ts', { cwd: source }).map((path) => ({ file: path.split(sep).join('/'), text: readFileSync(join(source, path), 'utf8') }))
}

/** A line about a file that is no more would hold nothing. */
export function staleLines(files: readonly { file: string; text: string }[]): string[] {
  const textOf = new Map(files.map(({ file, text }) => [file, text]))
  return tables.flatMap(({ table, store, carriers, writers }) => [
    ...carriers.filter((name) => textOf.get(store)?.includes(`function ${name}(`) !== true).map((name) => `${store} has no ${name}`),
    ...writers.filter((writer) => !carriers.some((name) => textOf.get(writer)?.includes(`${name}(`) === true)).map((writer) => `${writer} writes no ${table}`),
  ])
}

if (import.meta.main) {
  const files = filesOf(process.cwd())
  const found = [...files.flatMap(({ file, text }) => problemsOf(file, text)), ...staleLines(files)]
  for (const line of found) console.log(line)
  process.exitCode = found.length > 0 ? 1 : 0
}
