import { expect, it } from 'vitest'
import { deskOf, placeOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'
import { callApi } from './residents-api.ts'

const browser = useBrowser()
const perSheet = 6
const millimetre = 96 / 25.4

it('the stickers of a community print on A4, six to a sheet, each whole, with nothing of the page around them', async () => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const place = await placeOf(street)
  const page = await deskOf(browser, 'desktop', 'communityLead', place.community, `/console/areas/${place.community}/stickers`)
  const { rows } = await callApi<{ rows: { url: string }[] }>(page, 'GET', `/areas/${place.community}/stickers`)
  await page
    .locator('.sticker')
    .nth(rows.length - 1)
    .waitFor()
  expect(rows.length).toBeGreaterThan(perSheet)
  // An opaque code: neither the building nor its place can be read from it.
  for (const { url } of rows) expect(new URL(url).pathname).toMatch(/^\/b\/[A-Z2-9]{8,}$/)

  await page.emulateMedia({ media: 'print' })
  for (const around of ['header', 'nav', '.not-printed']) expect(await page.locator(around).filter({ visible: true }).count(), around).toBe(0)
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/g)].map(([, width, height]) => [
    Math.round(Number(width)),
    Math.round(Number(height)),
  ])
  expect(new Set(boxes.map(String))).toEqual(new Set(['595,842']))
  const pages = (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length
  expect(pages).toBe(Math.ceil(rows.length / perSheet))
  // Large enough to be read by a phone from a metre away.
  const sides = await page.locator('.sticker img').evaluateAll((all) => all.map((image) => image.getBoundingClientRect().width))
  for (const side of sides) expect(side / millimetre).toBeGreaterThanOrEqual(35)
})
