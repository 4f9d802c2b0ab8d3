import { expect, it } from 'vitest'
import { deskOf, placeOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'
import { callApi } from './residents-api.ts'

const browser = useBrowser()

it('the office puts up a list, takes the sound rows, downloads the wrong ones, and undoes it all', async () => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const { subdistrict, building } = await placeOf(street)
  const page = await deskOf(browser, 'desktop', 'subdistrictStaff', subdistrict, '/console/registry/imports')
  const { rows } = await callApi<{ rows: { label: string }[] }>(page, 'GET', `/registry/buildings/${building.id}/homes`)
  const phone = `1392${String(Math.floor(Math.random() * 10_000_000)).padStart(7, '0')}`
  const text = ['人员姓名,现住址,手机号', `夏侯文静,${rows[0]!.label},${phone}`, `夏侯慧敏,${rows[1]!.label},12345`].join('\r\n')
  await page.getByLabel('选择表格').setInputFiles({ name: '春和社区.csv', mimeType: 'text/csv', buffer: Buffer.from('PK') })
  await page.getByRole('button', { name: '上传并试算' }).click()
  await page.getByText(/这个文件读不了/).waitFor()
  await page.getByLabel('选择表格').setInputFiles({ name: '春和社区.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByRole('button', { name: '上传并试算' }).click()
  await page.getByText('试算完成，还没导入').waitFor()
  // Guessed, shown, and nothing written.
  expect(await page.getByRole('combobox', { name: '住址' }).inputValue()).toBe('1')
  await page.getByRole('row', { name: /3 手机号 电话不对/ }).waitFor()
  const search = () => callApi<{ people: unknown[] }>(page, 'POST', '/registry/searches', { text: phone })
  expect((await search()).people).toHaveLength(0)
  await page.getByRole('button', { name: '导入 1 行' }).click()
  await page.getByText('已导入', { exact: true }).first().waitFor()
  await page.getByRole('button', { name: '撤销这次导入' }).waitFor()
  expect((await search()).people).toHaveLength(1)
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载有问题的行' }).click()])
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
  await page.getByRole('button', { name: '撤销这次导入' }).click()
  await page.getByText('已撤销').waitFor()
  expect((await search()).people).toHaveLength(0)
}, 90_000)

it('a row whose address fits no door waits; the officer at the place picks the door on the phone and it is taken', async () => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const { subdistrict, building, grid } = await placeOf(street)
  const office = await deskOf(browser, 'desktop', 'subdistrictStaff', subdistrict, '/console/registry/imports')
  const { rows } = await callApi<{ rows: { label: string }[] }>(office, 'GET', `/registry/buildings/${building.id}/homes`)
  const phone = `1394${String(Math.floor(Math.random() * 10_000_000)).padStart(7, '0')}`
  const misspelt = rows[0]!.label.replace(/^./u, '桉')
  const text = ['姓名,住址,电话', `诸葛明远,${rows[1]!.label},`, `诸葛海燕,${misspelt},${phone}`].join('\r\n')
  const fileName = `${crypto.randomUUID().slice(0, 8)}.csv`
  await office.getByLabel('选择表格').setInputFiles({ name: fileName, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await office.getByRole('button', { name: '上传并试算' }).click()
  await office.getByRole('button', { name: '导入 1 行' }).click()
  await office.getByRole('link', { name: /1 行只差地址/ }).waitFor()

  const officer = await deskOf(browser, 'phone', 'gridOfficer', grid, '/console/registry/addresses')
  await officer.getByRole('button', { name: `确认地址 ${fileName} 3` }).click()
  const form = officer.getByRole('form', { name: '确认地址' })
  await form.getByText(misspelt).waitFor()
  expect(await officer.content()).not.toContain('诸葛海燕')
  await form.getByRole('radio', { name: rows[0]!.label }).check()
  await form.getByRole('button', { name: '就是这里' }).click()
  await officer.getByText('这一行已入库。').waitFor()
  const found = await callApi<{ people: unknown[] }>(officer, 'POST', '/registry/searches', { text: phone })
  expect(found.people).toHaveLength(1)
}, 90_000)
