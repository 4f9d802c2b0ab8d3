import type { Locator, Page } from 'playwright-core'
import type { useBrowser } from './pages.ts'
import { callApi, publicPlaces } from './residents-api.ts'

type Browser = ReturnType<typeof useBrowser>

export interface Place {
  /** The building's grid, its community, its subdistrict. */
  grid: string
  community: string
  subdistrict: string
  building: { id: string; name: string; address: string }
}

/** A grid of the demo with buildings. */
export async function placeOf(page: Page): Promise<Place> {
  const { building } = await publicPlaces(page)
  return { grid: building.gridCode, community: building.gridCode.slice(0, 12), subdistrict: building.gridCode.slice(0, 9), building }
}

export interface Report {
  /** Stands in the text of this report and of no other. */
  mark: string
  text: string
  followKey: string
  receiptNumber: string
}

/** A resident's report, as the residents' app sends it. */
export async function reportOf(page: Page, words: string, place: object, more: object = {}): Promise<Report> {
  const mark = crypto.randomUUID().slice(0, 8)
  const text = `${words} ${mark}`
  const filed = await callApi<{ followKey: string; receiptNumber: string }>(page, 'POST', '/reports', {
    kind: 'help',
    category: 'lamp',
    text,
    place,
    channel: 'app',
    anonymous: false,
    ...more,
  })
  return { mark, text, ...filed }
}

/** Somebody of the staff at their own browser, the inbox open. */
export async function deskOf(
  browser: Browser,
  screen: 'phone' | 'desktop',
  role: string,
  area: string,
  path = '/console/inbox',
  colleague = false,
): Promise<Page> {
  const visitor = await browser.visit(screen)
  const door = await visitor.open('/healthz')
  await callApi(door, 'POST', '/demo/sign-in', { role, area, colleague })
  await door.close()
  return visitor.open(path)
}

/** By the search of the inbox to the one case that says so. */
export async function openCase(page: Page, base: string, report: Report): Promise<void> {
  await page.goto(`${base}/console/inbox?show=all&text=${report.mark}`)
  await page.getByRole('link', { name: report.mark }).click()
  await page.getByRole('heading', { name: '反映的内容' }).waitFor()
}

/** Opens a move's form: from the bar, or from behind "more". */
export async function chooseMove(page: Page, name: string): Promise<void> {
  const bar = page.getByRole('button', { name, exact: true })
  const more = page.getByRole('button', { name: '更多', exact: true })
  await bar.or(more).first().waitFor()
  if (!(await bar.first().isVisible())) await more.click()
  await bar.first().click()
  await page.getByRole('dialog', { name }).waitFor()
}

/** Sends the form and waits until the sheet is gone. */
export async function confirmMove(page: Page, name: string): Promise<void> {
  const sheet = page.getByRole('dialog', { name })
  await sheet.getByRole('button', { name: `确认${name}` }).click()
  await sheet.waitFor({ state: 'hidden' })
}

/** What the reporter reads on the residents' side. */
export async function followed(page: Page, report: Report): Promise<{ state: string; timeline: { step: string; told: string | null }[] }> {
  return callApi(page, 'GET', `/follow/${report.followKey}`)
}

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
/** Puts up a photo in a form and waits until the form keeps it. */
export async function addPhoto(form: Locator): Promise<void> {
  await form.locator('input[type=file]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(onePixel, 'base64') })
  await form.getByRole('button', { name: '去掉第 1 张' }).waitFor()
}
