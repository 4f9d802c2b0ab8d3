import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { expectElderSizes, expectNoAxeViolations, tabThrough } from './accessibility.ts'
import { placeOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'
import { callApi } from './residents-api.ts'
import { settle } from './visit.ts'

const browser = useBrowser()
const base = inject('base')

const choices = [
  { screen: 'phone', elder: false, language: 'zh' },
  { screen: 'phone', elder: true, language: 'zh' },
  { screen: 'desktop', elder: false, language: 'en' },
  { screen: 'desktop', elder: true, language: 'zh' },
] as const

const sections = ['categories', 'limits', 'duties', 'routing', 'templates', 'calendar', 'service', 'whistles', 'escalations', 'messages', 'meetings']

it.each(choices)(
  'the office’s pages on a $screen, elder $elder, $language: no axe violations, reached by Tab, sizes kept',
  async (choice) => {
    const visitor = await browser.visit(choice.screen, choice)
    const page = await visitor.open('/healthz')
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`))
    const { subdistrict, building } = await placeOf(page)
    await callApi(page, 'POST', '/demo/sign-in', { role: 'subdistrictStaff', area: subdistrict })
    const { rows } = await callApi<{ rows: { id: string }[] }>(page, 'GET', '/accounts?role=gridOfficer&limit=5')
    const { grid } = await placeOf(page)
    const round = await callApi<{ rows: { householdId: string; person: { id: string } }[] }>(page, 'GET', `/registry/next-round?grid=${grid}&limit=5`)
    const firms = await callApi<{ rows: { id: string }[] }>(page, 'GET', `/enterprises?area=${grid}&limit=1`)
    const posts = await postsOf(page)
    const pages: Record<string, string[]> = {
      gridOfficer: [
        '/registry',
        '/registry/round',
        `/registry/buildings/${building.id}`,
        `/registry/households/${round.rows[0]?.householdId}`,
        `/registry/people/${round.rows[0]?.person.id}`,
        ...(['correct', 'reveal', 'addCare', 'moveHousehold', 'merge', 'end'] as const).map(
          (move) => `/registry/people/${round.rows[0]?.person.id}?move=${move}`,
        ),
        '/registry/freshness',
        '/enterprises',
        `/enterprises/${firms.rows[0]?.id}`,
        '/enterprises/new-0192f0c0-0000-7000-8000-000000000001',
        '/resources',
        '/whistles?show=all',
        '/forms',
        '/leaves',
        '/captains',
        '/promises',
        `/officer-notice/${grid}`,
      ],
      departmentContact: ['/whistles', '/secondments'],
      subdistrictStaff: [
        '/dashboard',
        '/areas',
        `/areas/buildings/${building.id}`,
        `/areas/${subdistrict}/stickers`,
        '/people',
        `/people/${rows[0]?.id}`,
        '/trios',
        '/trios?view=communities',
        `/trios?area=${grid}`,
        '/leaves?show=all',
        '/handovers?show=all',
        '/secondments?show=all',
        ...posts,
        '/units',
        ...sections.map((section) => `/settings?section=${section}`),
        '/whistles?show=all',
        '/registry/imports',
        '/registry/asks',
        '/registry/exports',
        '/registry/retention',
        '/registry/purposes',
        '/registry/purposes?end=epidemicControl',
        '/registry/addresses',
        '/whistle-figures',
        '/whistles/wall',
        ...(await formsOf(page)),
        ...(await whistlesOf(page)).map((id) => `/whistles/${id}`),
        ...(await meetingPagesOf(page)),
        '/notices',
        '/messages',
        '/my-messages',
        '/my-delivery',
        '/escalations?show=all',
        ...(await escalationsOf(page)).map((id) => `/escalations/${id}`),
      ],
      securityAdmin: ['/people', '/account'],
      systemAdmin: ['/api-keys'],
      auditor: ['/audit'],
      districtStaff: ['/dashboard', '/escalations', '/secondments'],
    }
    for (const [role, paths] of Object.entries(pages)) {
      await callApi(page, 'POST', '/demo/sign-in', { role, ...(role === 'gridOfficer' && { area: grid }) })
      // A page that fails must not hide the ones after it.
      for (const path of paths) await inspect(page, path, choice.elder).catch((error: Error) => errors.push(`${role} ${path}: ${error.message}`))
    }
    expect(errors).toEqual([])
  },
  600_000,
)

async function escalationsOf(page: Page): Promise<string[]> {
  const { rows } = await callApi<{ rows: { id: string }[] }>(page, 'GET', '/escalations?direction=toMe&limit=1')
  return rows.map((row) => row.id)
}

/** Needs, topics, meetings in each state the demo has, their minutes and tasks. */
async function meetingPagesOf(page: Page): Promise<string[]> {
  const first = async (path: string, count: number) => (await callApi<{ rows: { id: string }[] }>(page, 'GET', path)).rows.slice(0, count).map((row) => row.id)
  const meetings = await first('/meetings', 3)
  return [
    '/needs?show=all',
    ...(await first('/need-pools', 1)).map((id) => `/needs/${id}`),
    '/need-notes',
    '/need-notes/new',
    '/topics?show=all',
    '/topics/new',
    '/meetings',
    '/meetings/new',
    ...meetings.map((id) => `/meetings/${id}`),
    `/meetings/${meetings[0]}/edit`,
    `/meetings/${meetings[2]}/minutes`,
    '/meeting-tasks?all=true&show=all',
    ...(await first('/meeting-tasks', 1)).map((id) => `/meeting-tasks/${id}`),
    '/practices',
    ...(await first('/practices', 1)).flatMap((id) => [`/practices/${id}`, `/practices/${id}/edit`]),
  ]
}

async function whistlesOf(page: Page): Promise<string[]> {
  const { rows } = await callApi<{ rows: { id: string }[] }>(page, 'GET', '/whistles?show=all&limit=3')
  return rows.map((row) => row.id)
}

/** The forms of superiors: fillings, definitions, what is asked. */
async function formsOf(page: Page): Promise<string[]> {
  const fills = await callApi<{ rows: { id: string; formId: string }[] }>(page, 'GET', '/report-fills?show=all&limit=2')
  const own = fills.rows.flatMap(({ id, formId }) => [`/forms/fills/${id}`, `/forms/definitions/${formId}`])
  return ['/forms', '/forms/asked?below=true', '/forms/definitions', '/forms/definitions/new-0192f0c0-0000-7000-8000-000000000002', ...own]
}

/** A leave, a pack, a call and somebody seconded, of the demo. */
async function postsOf(page: Page): Promise<string[]> {
  type Rows = { rows: { id: string }[] }
  const first = async (path: string) => (await callApi<Rows>(page, 'GET', path)).rows[0]?.id ?? 'missing'
  return [
    `/leaves/${await first('/leaves?show=all')}`,
    `/handovers/${await first('/handovers?show=all')}`,
    `/secondment-calls/${await first('/secondment-calls')}`,
    `/secondments/${await first('/secondments?show=all')}`,
  ]
}

async function inspect(page: Page, path: string, elder: boolean): Promise<void> {
  await page.goto(`${base}/console${path}`)
  await page.locator('h1').first().waitFor()
  await settle(page)
  expect(await page.title(), path).toMatch(/e家$/)
  expect(await page.getByRole('alert').allTextContents(), `${path} shows a refusal`).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} scrolls sideways`).toBe(true)
  await expectNoAxeViolations(page)
  await tabThrough(page)
  if (elder) await expectElderSizes(page)
}
