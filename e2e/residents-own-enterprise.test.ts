import { inject, it } from 'vitest'
import { expectElderSizes, expectNoAxeViolations } from './accessibility.ts'
import { deskOf, placeOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'
import { callApi } from './residents-api.ts'
import { settle } from './visit.ts'

const browser = useBrowser()
const base = inject('base')

it.each([
  { elder: true, language: 'zh' },
  { elder: false, language: 'en' },
] as const)(
  'a contact signs in by phone, sees the enterprise and who looked, proposes a correction the officer confirms (elder $elder, $language)',
  async (choice) => {
    const visitor = await browser.visit('phone', choice)
    const page = await visitor.open('/privacy')
    const { grid } = await placeOf(page)
    const say = (zh: string, en: string) => (choice.language === 'zh' ? zh : en)
    const officer = await deskOf(browser, 'desktop', 'gridOfficer', grid)
    const phone = `1395${String(Math.floor(Math.random() * 10_000_000)).padStart(7, '0')}`
    const name = `晨曦制造${crypto.randomUUID().slice(0, 6)}有限公司`
    const id = crypto.randomUUID()
    const entry = {
      basedOn: 0,
      source: 'visit',
      kind: 'enterprise',
      name,
      industry: '制造业',
      gridCode: grid,
      address: '暖阳路 9 号',
      contactName: '钱安',
      contactPhone: phone,
    }
    await callApi(officer, 'PUT', `/enterprises/${id}`, entry)
    await officer.goto(`${base}/console/enterprises/${id}`)
    await officer.getByRole('button', { name: '查看联系人电话' }).click()
    await officer.getByRole('textbox', { name: '为什么要看' }).fill('安全检查前联系')
    await officer.getByRole('button', { name: '查看联系人电话' }).click()
    await officer.getByRole('link', { name: phone }).waitFor()

    const { demoCode } = await callApi<{ demoCode: string }>(page, 'POST', '/sign-in/phone-code', { phone })
    await callApi(page, 'POST', '/sign-in/phone', { phone, code: demoCode })
    await page.goto(`${base}/account`)
    await page.getByRole('link', { name: say('我的企业', 'My enterprise') }).click()
    const field = page.getByRole('textbox', { name: say('企业全称或统一社会信用代码', 'Whole name or credit code') })
    await field.fill('没有这家公司')
    await page.getByRole('button', { name: say('确认我是联系人', 'I am its contact') }).click()
    await page.getByRole('alert').first().waitFor()
    await field.fill(name)
    await page.getByRole('button', { name: say('确认我是联系人', 'I am its contact') }).click()
    await page.getByText(phone).waitFor()
    await page.getByText(/安全检查前联系/).waitFor()
    await settle(page)
    await expectNoAxeViolations(page)
    if (choice.elder) await expectElderSizes(page)

    await page.getByRole('link', { name: say('内容不对，我要更正', 'Something is wrong') }).click()
    await page.getByRole('textbox', { name: say('行业', 'Industry') }).fill('软件业')
    await page.getByRole('button', { name: say('提交', 'Send') }).click()
    await page.getByText(say('等待答复', 'waiting for an answer')).waitFor()
    await officer.goto(`${base}/console/registry/asks`)
    const ask = officer.getByRole('region', { name: `企业更正信息 ${name}` })
    await ask.getByRole('button', { name: /查看并答复/ }).click()
    await ask.getByText('软件业').waitFor()
    await ask.getByRole('textbox').fill('已核对')
    await ask.getByRole('button', { name: '照办' }).click()
    await officer.getByText('已答复。').waitFor()
    await page.reload()
    await page.getByText('软件业').waitFor()
    await page.getByText(/已核对/).waitFor()
  },
  90_000,
)
