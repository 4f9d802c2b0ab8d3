import { expect, it } from 'vitest'
import { expectNoAxeViolations } from './accessibility.ts'
import { useBrowser } from './pages.ts'
import { callApi, publicPlaces } from './residents-api.ts'

const browser = useBrowser()
const mark = () => crypto.randomUUID().slice(0, 8)

it('a position that is allowed offers the buildings nearby, and one of them is the place', async () => {
  const { context, open } = await browser.visit('phone')
  const door = await open('/privacy')
  const { building } = await publicPlaces(door)
  const point = await pointIn(door, building.gridCode)
  await context.grantPermissions(['geolocation'])
  await context.setGeolocation(point)
  const page = await open('/report')
  await page.getByRole('button', { name: '楼道灯' }).tap()
  await page.getByRole('button', { name: '用我现在的位置' }).tap()
  await page.getByText(/附近，请点选是哪一处/).waitFor()
  await expectNoAxeViolations(page)
  await page.locator('.found button').first().tap()
  await page.getByRole('textbox', { name: '内容' }).fill(`门口的灯不亮 ${mark()}`)
  await page.getByRole('button', { name: '提交' }).tap()
  await page.getByRole('heading', { name: '已经收到' }).waitFor()
  expect(await page.locator('main').textContent()).toContain('网格')
})

it.each([
  ['not allowed', null, '手机没有允许读取位置'],
  ['far away', { longitude: 2.35, latitude: 48.85 }, '您现在的位置不在本街道范围内'],
])('a position %s is said, and the place is chosen by name instead', async (_, position, said) => {
  const { context, open } = await browser.visit('phone')
  if (position) {
    await context.grantPermissions(['geolocation'])
    await context.setGeolocation(position)
  }
  const page = await open('/report')
  const { community } = await publicPlaces(page)
  await page.getByRole('button', { name: '楼道灯' }).tap()
  await page.getByRole('button', { name: '用我现在的位置' }).tap()
  await page.getByText(said).waitFor()
  await page.getByRole('button', { name: community.name, exact: true }).tap()
  await page.getByRole('heading', { name: '请选楼栋' }).waitFor()
  await page.locator('.tile').first().tap()
  await page.getByRole('textbox', { name: '内容' }).waitFor()
  expect(await page.getByText(said).count()).toBe(0)
})

it('the place is chosen with the keyboard alone, each step named by role for a screen reader', async () => {
  const page = await (await browser.visit('desktop')).open('/report')
  const { community } = await publicPlaces(page)
  const press = async (name: string | RegExp) => {
    await page
      .getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) })
      .first()
      .focus()
    await page.keyboard.press('Enter')
  }
  await press('楼道灯')
  await page.getByRole('heading', { level: 1, name: '事情在哪里？' }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  // Said as what it is: a field with its label, and buttons with the names of places; no map anywhere.
  expect(await page.locator('main').ariaSnapshot()).toMatch(new RegExp(`searchbox|textbox[\\s\\S]*button "${community.name}"`))
  await press(community.name)
  await page.getByRole('heading', { name: '请选楼栋' }).waitFor()
  await press(/号楼/)
  await page.getByRole('textbox', { name: '内容' }).waitFor()
  expect(await page.getByRole('textbox', { name: '内容' }).getAttribute('aria-describedby')).not.toBeNull()
  await page.getByText('可以用手机键盘上的话筒说话').waitFor()
})

it('a report is found again on another phone by its number and the end of the phone; a wrong one says so', async () => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const { building } = await publicPlaces(street)
  const text = `信箱坏了 ${mark()}`
  const filing = { kind: 'help', category: 'door', text, place: { buildingId: building.id }, channel: 'app', anonymous: false, phone: '13900007531' }
  const { receiptNumber } = await callApi<{ receiptNumber: string }>(street, 'POST', '/reports', filing)
  const page = await (await browser.visit('phone')).open('/follow')
  await page.getByRole('button', { name: '查询' }).tap()
  expect(await page.getByRole('textbox', { name: '受理编号' }).getAttribute('aria-invalid')).toBe('true')
  await page.getByRole('textbox', { name: '受理编号' }).fill(receiptNumber)
  await page.getByRole('textbox', { name: /后四位/ }).fill('0000')
  await page.getByRole('button', { name: '查询' }).tap()
  await page.getByText('没有找到。请核对编号和电话后四位').waitFor()
  await page.getByRole('textbox', { name: /后四位/ }).fill('7531')
  await page.getByRole('button', { name: '查询' }).tap()
  await page.getByText(text).waitFor()
  await page.getByText('您提交了诉求').waitFor()
})

/** A point within the grid: the middle of its boundary's corners, which the demo draws convex. */
async function pointIn(page: Parameters<typeof callApi>[0], grid: string): Promise<{ longitude: number; latitude: number }> {
  await callApi(page, 'POST', '/demo/sign-in', { role: 'communityLead', area: grid.slice(0, 12) })
  const { rows } = await callApi<{ rows: { boundary: { coordinates: [number, number][][] } }[] }>(page, 'GET', `/areas/${grid}/boundaries`)
  const ring = rows[0]?.boundary.coordinates[0]?.slice(1) ?? []
  const middle = (axis: 0 | 1) => ring.reduce((sum, corner) => sum + corner[axis], 0) / ring.length
  await callApi(page, 'POST', '/sign-out')
  return { longitude: middle(0), latitude: middle(1) }
}
