import { describe, expect, it } from 'vitest'
import { importsIn, problemOf } from './import-rules.ts'

const server = (path: string) => `apps/server/src/${path}`

describe('import rules', () => {
  it.each([
    [server('requests/filing/file-request.ts'), server('areas/find-place.ts')],
    [server('requests/filing/file-request.ts'), server('requests/request-store.ts')],
    [server('requests/request-routes.ts'), 'packages/contract/src/requests.ts'],
    [server('app.ts'), server('requests/request-routes.ts')],
    [server('access/api.ts'), server('config.ts')],
    [server('requests/requests.test.ts'), 'apps/server/test/kit.ts'],
    ['apps/residents/src/ui/button.tsx', 'apps/residents/src/platform/online.ts'],
    ['apps/residents/src/requests/my-page.tsx', 'apps/residents/src/ui/button.tsx'],
    ['packages/dictionary/src/words.ts', 'packages/contract/src/requests.ts'],
    ['apps/server/src/platform/database.ts', 'pg'],
  ])('%s may import %s', (file, target) => expect(problemOf({ file, target })).toBeNull())

  it.each([
    [server('platform/database.ts'), server('requests/filing/file-request.ts'), 'comes before'],
    [server('requests/filing/file-request.ts'), server('areas/area-store.ts'), 'the store belongs to areas'],
    [server('reports/report-routes.ts'), server('requests/request-routes.ts'), 'for the entries'],
    [server('requests/filing/file-request.ts'), server('app.ts'), 'does not import an entry'],
    [server('app.ts'), server('requests/request-store.ts'), 'never a store'],
    [server('requests/filing/file-request.ts'), 'apps/server/test/kit.ts', 'for tests'],
    [server('surprises/new.ts'), server('platform/ids.ts'), 'has no place'],
    ['apps/console/src/inbox/inbox.tsx', server('requests/request-view.ts'), 'may not import'],
    ['apps/residents/src/home/home.tsx', 'apps/console/src/ui/table.tsx', 'may not import'],
    ['packages/contract/src/areas.ts', 'packages/dictionary/src/words.ts', 'may not import'],
    ['apps/residents/src/ui/button.tsx', 'apps/residents/src/requests/sending/outbox.ts', 'knows no feature'],
    ['apps/console/src/platform/api.ts', 'apps/console/src/ui/page.tsx', 'knows no feature'],
  ])('%s may not import %s: %s', (file, target, reason) => expect(problemOf({ file, target })).toContain(reason))

  it('reads every way of importing', () => {
    const text = [
      `import { a } from './a.ts'`,
      `import type { B } from '../areas/b.ts'`,
      `import {\n  c,\n  d,\n} from '@ejia/contract/areas.ts'`,
      `export { e } from './e.ts'`,
      `import './f.css'`,
      `const g = await import('./g.ts')`,
      `const text = "import nothing from here"`,
    ].join('\n')
    expect(importsIn(server('requests/x.ts'), text).map(({ target }) => target)).toEqual([
      server('requests/a.ts'),
      server('areas/b.ts'),
      'packages/contract/src/areas.ts',
      server('requests/e.ts'),
      server('requests/f.css'),
      server('requests/g.ts'),
    ])
  })
})
