import { expect, it } from 'vitest'
import { creditCodeCheckCharacter } from '@ejia/check-digits/credit-code.ts'
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

it('a list of enterprises: proposed by its header, columns shown, dry run, the sound rows entered, the wrong ones downloaded, undone', async () => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const { subdistrict, building } = await placeOf(street)
  const page = await deskOf(browser, 'desktop', 'subdistrictStaff', subdistrict, '/console/registry/imports')
  const { rows } = await callApi<{ rows: { label: string }[] }>(page, 'GET', `/registry/buildings/${building.id}/homes`)
  const house = rows[0]!.label.split(' ')[0]!
  const name = `表格商行${crypto.randomUUID().slice(0, 6)}`
  const first = `92110105EJ${String(Math.floor(Math.random() * 10_000_000)).padStart(7, '0')}`
  const code = first + creditCodeCheckCharacter(first)
  const text = [
    '商户名称,经营场所,信用代码,所属行业,经营者,手机',
    `${name},${house}一层,${code},零售,夏侯店主,13925550001`,
    `${name}二店,${house}一层,${first}0,零售,,`,
  ].join('\r\n')
  await page.getByLabel('选择表格').setInputFiles({ name: '沿街商户.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByText('看表头，像是企业和个体工商户；不对就改。').waitFor()
  expect(await page.getByRole('radio', { name: /企业和个体工商户/ }).isChecked()).toBe(true)
  const [template] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载空白模板（企业和个体工商户）' }).click()])
  expect(template.suggestedFilename()).toMatch(/enterprises\.xlsx$/)
  await page.getByRole('button', { name: '上传并试算' }).click()
  await page.getByText('试算完成，还没导入').waitFor()
  expect(await page.getByRole('combobox', { name: '统一社会信用代码' }).inputValue()).toBe('2')
  expect(await page.getByRole('combobox', { name: '住址' }).count()).toBe(0)
  await page.getByRole('row', { name: /3 信用代码 信用代码校验位不对/ }).waitFor()
  const search = async () =>
    (await callApi<{ rows: { name: string }[] }>(page, 'GET', `/enterprises?text=${encodeURIComponent(name)}`)).rows.map((row) => row.name)
  expect(await search()).toEqual([])
  await page.getByRole('button', { name: '导入 1 行' }).click()
  await page.getByRole('button', { name: '撤销这次导入' }).waitFor()
  expect(await search()).toEqual([name])
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载有问题的行' }).click()])
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
  await page.getByRole('button', { name: '撤销这次导入' }).click()
  await page.getByText('已撤销').waitFor()
  expect(await search()).toEqual([])
}, 90_000)

it('an enterprise whose building is not found waits; the officer at the place picks the building', async () => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const { subdistrict, building, grid } = await placeOf(street)
  const office = await deskOf(browser, 'desktop', 'subdistrictStaff', subdistrict, '/console/registry/imports')
  const { rows } = await callApi<{ rows: { label: string }[] }>(office, 'GET', `/registry/buildings/${building.id}/homes`)
  const house = rows[0]!.label.split(' ')[0]!
  const misspelt = `${house.replace(/^./u, '桉')}一层`
  const [name, fileName] = [`待认商行${crypto.randomUUID().slice(0, 6)}`, `${crypto.randomUUID().slice(0, 8)}.csv`]
  const text = ['店名,类型,地址,业态', `${name},个体户,${misspelt},零售`].join('\r\n')
  await office.getByLabel('选择表格').setInputFiles({ name: fileName, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await office.getByText(/像是企业和个体工商户/).waitFor()
  await office.getByRole('button', { name: '上传并试算' }).click()
  await office.getByRole('link', { name: /1 行只差地址/ }).waitFor()

  const officer = await deskOf(browser, 'phone', 'gridOfficer', grid, '/console/registry/addresses')
  await officer.getByRole('button', { name: `确认地址 ${fileName} 2` }).click()
  const form = officer.getByRole('form', { name: '确认地址' })
  await form.getByText(misspelt).waitFor()
  await form.getByRole('radio', { name: house, exact: true }).check()
  await form.getByRole('button', { name: '就是这里' }).click()
  await officer.getByText('地址已确认，导入时一起入库。').waitFor()
  await office.reload()
  await office.getByRole('button', { name: '导入 1 行' }).click()
  await office.getByRole('button', { name: '撤销这次导入' }).waitFor()
  const found = await callApi<{ rows: { name: string }[] }>(officer, 'GET', `/enterprises?text=${encodeURIComponent(name)}`)
  expect(found.rows.map((row) => row.name)).toEqual([name])
}, 90_000)
