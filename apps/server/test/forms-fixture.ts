import { sql } from 'kysely'
import { workImports } from '../src/registry/imports/work-imports.ts'
import { newId } from '../src/platform/ids.ts'
import { callers } from './authorization-matrix.ts'
import type { Caller, World } from './test-world.ts'
import { putFile } from './upload.ts'

/** A form to fill by grid, one to spare, and a filling that was sealed by a second person. */
export async function fillForms(world: World, office: Caller): Promise<{ form: string; spareForm: string; fill: string; sealedFill: string }> {
  const columns = (typed: boolean) => [
    { key: 'a', title: '人数', from: 'system', source: 'people', filter: {}, by: 'office' },
    ...(typed ? [{ key: 'b', title: '长椅', from: 'typed', value: 'number', by: 'grid' }] : []),
  ]
  const define = async (typed: boolean) => {
    const id = newId()
    const body = { subdistrict: '990101001', basedOn: 0, name: '表', askedBy: '区里', rows: 'byGrid', rowFilter: {}, columns: columns(typed) }
    await office.send({ method: 'PUT', url: `/api/report-forms/${id}`, payload: body })
    return id
  }
  const start = async (form: string) => {
    const key = { 'idempotency-key': newId() }
    const fill = (await office.post(`/api/report-forms/${form}/fills`, { from: '2026-11-01', to: '2026-11-30', dueOn: '2026-12-05' }, key)).body.id as string
    await office.post(`/api/report-fills/${fill}/moves`, { move: 'collect' })
    return fill
  }
  const [form, spareForm] = [await define(true), await define(false)]
  const [fill, sealedFill] = [await start(form), await start(spareForm)]
  await (await world.hire('subdistrictStaff', '990101001')).post(`/api/report-fills/${sealedFill}/moves`, { move: 'seal' })
  return { form, spareForm, fill, sealedFill }
}

/** A file with a row for each caller whose door the own building has not. */
export async function waitForAddresses({ deps, places }: World, office: Caller): Promise<{ waitingImport: string }> {
  const lines = callers.map((_, index) => `等候人,${places.buildings[0]!.name} 1单元 ${9801 + index}`)
  const put = await putFile(office, '/api/imports', 'file', '名单.csv', Buffer.from(['姓名,住址', ...lines].join('\n')), { subdistrict: '990101001' })
  await workImports(deps.db, deps.crypto, deps.clock)
  return { waitingImport: put.body.id }
}

/** The reporter is the contact of the own grid's enterprise and has asked for a correction. */
export async function askOfEnterprise({ deps }: World, reporter: Caller, enterprise: string): Promise<{ enterpriseAsk: string }> {
  await sql`update enterprises set contact_account_id = ${reporter.accountId} where id = ${enterprise}`.execute(deps.db)
  const asked = await reporter.post(`/api/own/enterprises/${enterprise}/corrections`, { facts: { industry: '餐饮' } })
  return { enterpriseAsk: asked.body.asks[0].id }
}
