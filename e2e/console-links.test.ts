import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { expectElderSizes, expectNoAxeViolations } from './accessibility.ts'
import { openCase, placeOf, reportOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'
import { callApi } from './residents-api.ts'
import { settle } from './visit.ts'

const browser = useBrowser()
const base = inject('base')

/** A household with one member, an enterprise, and a case that was acknowledged, at the officer's desk. */
async function prepared(screen: 'phone' | 'desktop', elder = false) {
  const page = await (await browser.visit(screen, { elder })).open('/privacy')
  const { grid, building } = await placeOf(page)
  await callApi(page, 'POST', '/demo/sign-in', { role: 'gridOfficer', area: grid })
  const report = await reportOf(page, '餐馆的油烟飘进楼道', { buildingId: building.id, detail: '2 单元' }, { phone: '13900005679' })
  const { rows } = await callApi<{ rows: { id: string }[] }>(page, 'GET', `/requests?text=${report.mark}`)
  await callApi(page, 'POST', `/requests/${rows[0]!.id}/moves`, { move: 'acknowledge', told: '已收到' })
  const homes = await callApi<{ rows: { dwellingId: string; label: string }[] }>(page, 'GET', `/registry/buildings/${building.id}/homes`)
  const { id: household } = await callApi<{ id: string }>(page, 'POST', '/registry/households', { kind: 'resident', dwellingId: homes.rows.at(-2)!.dwellingId })
  const name = `欧阳${'春夏秋冬东南西北'[Math.floor(Math.random() * 8)]}${'梅兰竹菊松柏'[Math.floor(Math.random() * 6)]}`
  const person = await callApi<{ id: string; maskedName: string }>(page, 'POST', '/registry/people', {
    householdId: household,
    source: 'visit',
    facts: { name },
  })
  const firm = `油烟${crypto.randomUUID().slice(0, 6)}餐饮有限公司`
  const entry = { basedOn: 0, source: 'visit', kind: 'enterprise', name: firm, industry: '餐饮', gridCode: grid, address: '暖阳路 9 号' }
  const { id: enterprise } = await callApi<{ id: string }>(page, 'PUT', `/enterprises/${crypto.randomUUID()}`, entry)
  return { page, report, name, person, household, firm, enterprise, requestId: rows[0]!.id }
}

async function link(page: Page, typed: string, option: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: '关联档案' }).click()
  const form = page.getByRole('form', { name: '关联档案' })
  await form.getByRole('searchbox').fill(typed)
  await form.getByRole('searchbox').press('Enter')
  await form.getByRole('radio', { name: option }).first().check()
  await form.getByRole('button', { name: '关联档案' }).click()
  await form.waitFor({ state: 'hidden' })
}

it.each(['phone', 'desktop'] as const)(
  'a case is linked on its page and found again at the person, the household and the enterprise, on a %s',
  async (screen) => {
    const { page, report, name, person, firm, requestId } = await prepared(screen)
    const whistle = { kind: 'jointEnforcement', title: '油烟扰民', need: '两个部门一起到场' }
    await callApi(page, 'POST', `/requests/${requestId}/whistles`, whistle)
    await openCase(page, base, report)
    await link(page, name, new RegExp(`^${person.maskedName[0]}`))
    await link(page, firm, new RegExp(firm))
    const card = page.getByRole('region', { name: '关联的居民和企业' })

    // To the person: the case, its whistle, the visit at which the facts were told; and back.
    await card.getByRole('link', { name: new RegExp(`^${person.maskedName[0]}`) }).click()
    const dealings = page.getByRole('region', { name: '往来' })
    await dealings.getByText(report.mark).waitFor()
    await dealings.getByText('油烟扰民').waitFor()
    await dealings.getByText(/登记信息/).waitFor()
    await page.getByRole('link', { name: '‹ 一户' }).click()
    await page.getByRole('heading', { name: /家庭成员/ }).waitFor()
    await dealings.getByRole('link', { name: report.receiptNumber }).click()
    await page.getByRole('heading', { name: '反映的内容' }).waitFor()

    // To the enterprise; from its page the whistle opens too.
    await card.getByRole('link', { name: firm }).click()
    await page.getByRole('heading', { level: 1, name: firm }).waitFor()
    await dealings.getByText(report.mark).waitFor()
    await dealings.getByRole('link', { name: /^S/ }).click()
    await page.getByRole('heading', { level: 1, name: /油烟扰民/ }).waitFor()

    // Taken off again, it is gone from there.
    await openCase(page, base, report)
    await card.getByRole('button', { name: `取消关联 ${firm}` }).click()
    await card.getByRole('link', { name: firm }).waitFor({ state: 'detached' })
    expect(await card.getByRole('listitem').count()).toBe(1)
  },
  120_000,
)

it.each([
  { screen: 'phone', elder: false },
  { screen: 'phone', elder: true },
  { screen: 'desktop', elder: true },
] as const)(
  'the card and the dealings fit a $screen, elder $elder: no axe violations, sizes kept',
  async ({ screen, elder }) => {
    const { page, report, person, household, enterprise, requestId } = await prepared(screen, elder)
    await callApi(page, 'POST', `/requests/${requestId}/registry-links`, { target: { personId: person.id } })
    await callApi(page, 'POST', `/requests/${requestId}/registry-links`, { target: { enterpriseId: enterprise } })
    const paths = [`requests/${requestId}`, `registry/people/${person.id}`, `registry/households/${household}`, `enterprises/${enterprise}`]
    for (const path of paths) {
      await page.goto(`${base}/console/${path}`)
      await page
        .getByText(path.startsWith('requests') ? '关联的居民和企业' : report.mark)
        .first()
        .waitFor()
      await settle(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} scrolls sideways`).toBe(true)
      await expectNoAxeViolations(page)
      if (elder) await expectElderSizes(page)
    }
  },
  120_000,
)
