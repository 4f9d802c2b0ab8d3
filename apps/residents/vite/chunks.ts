import { existsSync } from 'node:fs'
import { join } from 'node:path'

const src = join(import.meta.dirname, '../src')

/** What follows the first paint. */
const afterFirstPaint = [
  'platform/api.ts',
  'platform/database.ts',
  'platform/use-load.ts',
  'platform/clock.ts',
  'platform/ids.ts',
  'requests/kept.ts',
  'requests/draft/draft.ts',
  'requests/draft/draft-filing.ts',
  'requests/steps/report-steps.ts',
  'requests/steps/report-form.ts',
  'requests/sending/outbox.ts',
  'requests/sending/send-report.ts',
  'areas/places.ts',
  'areas/chosen-place.ts',
  'notices/load-notices.ts',
  'dictionary/dates.ts',
  'dictionary/use-dates.ts',
  'home/home-news.tsx',
  'shell/outbox-banner.tsx',
]
/** The pages of a report: these files and all of these folders. */
const report = [
  'requests/steps/',
  'requests/draft/draft-notice.tsx',
  'requests/sending/use-send.ts',
  'areas/',
  'ui/choice.tsx',
  'ui/picture.tsx',
  'ui/field.tsx',
  'ui/photo-picker.tsx',
  'ui/steps.tsx',
  'refusals/',
]

/** Matches the modules below `src` that begin with one of these. A file that moved fails the build: its chunk would end up in another, unseen. */
function modulesOf(paths: readonly string[], ...others: string[]): RegExp {
  const missing = paths.filter((path) => !existsSync(join(src, path)))
  if (missing.length > 0) throw new Error(`apps/residents/vite/chunks.ts names what is not there: ${missing.join(', ')}`)
  const named = paths.map((path) => `/apps/residents/src/${path.replaceAll('.', String.raw`\.`)}`)
  return new RegExp([...named, ...others].join('|'))
}

export const chunks = [
  { name: 'after-first-paint', test: modulesOf(afterFirstPaint, 'node_modules/idb/'), priority: 2 },
  { name: 'report', test: modulesOf(report), priority: 1 },
]
