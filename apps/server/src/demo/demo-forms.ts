import { sql } from 'kysely'
import type { ReportColumn } from '@ejia/contract/report-forge.ts'
import type { ReportRowKind, ReportSource } from '@ejia/contract/report-sources.ts'
import type { AccountActor } from '../access/actor.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { listCells } from '../report-forge/fills/cell-store.ts'
import { moveFill, startFill } from '../report-forge/fills/move-fill.ts'
import { saveForm } from '../report-forge/save-form.ts'
import { fillCells } from '../report-forge/fills/type-cells.ts'
import type { DemoPeople } from './demo-people.ts'
import { demoSubdistrict } from './demo-places.ts'

const system = (key: string, title: string, source: ReportSource, by: 'grid' | 'office' = 'office'): ReportColumn => ({
  key,
  title,
  from: 'system',
  source,
  filter: {},
  by,
})
const typed = (key: string, title: string, by: 'grid' | 'community', hint: string): ReportColumn => ({ key, title, from: 'typed', value: 'number', by, hint })

const forms: readonly { name: string; askedBy: string; rows: ReportRowKind; columns: ReportColumn[] }[] = [
  {
    name: '网格基本情况月报表',
    askedBy: '区民政局',
    rows: 'byGrid',
    columns: [
      system('c1', '居民人数', 'people'),
      system('c2', '60 岁以上', 'peopleAged60'),
      system('c3', '企业和个体户', 'enterprises'),
      system('c4', '诉求件数', 'cases'),
      system('c5', '响应率', 'responseRate'),
      system('c6', '信息新鲜率', 'freshShare'),
      typed('c7', '楼道充电桩', 'grid', '只数能用的'),
    ],
  },
  {
    name: '社区吹哨办理季报表',
    askedBy: '区社会工作部',
    rows: 'byCommunity',
    columns: [
      system('c1', '诉求件数', 'cases'),
      system('c2', '响应率', 'responseRate'),
      system('c3', '吹哨件数', 'whistles'),
      system('c4', '按时报到率', 'whistleCheckInRate'),
      typed('c5', '联席会议次数', 'community', '本季度开过的'),
    ],
  },
]

/** Two forms of superiors: one whose grids are asked for one number, one that waits for the check of a colleague. Fictional. */
export async function createDemoForms(tx: Tx, crypto: CryptoProvider, people: DemoPeople, now: Date): Promise<void> {
  const office = people.of('subdistrictStaff', demoSubdistrict)
  const colleague = await colleagueOf(tx, office)
  for (const [index, { name, askedBy, rows, columns }] of forms.entries()) {
    const form = await saveForm(
      tx,
      crypto,
      office,
      { formId: newId(), subdistrict: demoSubdistrict, basedOn: 0, name, askedBy, rows, rowFilter: {}, columns },
      now,
    )
    const day = (days: number) => shanghaiDay(new Date(now.getTime() + days * 86_400_000))
    const fill = await startFill(tx, crypto, colleague, { formId: form.id, from: day(-90), to: day(-1), dueOn: day(index === 0 ? 6 : 2) }, now)
    await moveFill(tx, crypto, colleague, { fillId: fill.id, move: 'collect' }, now)
    const missing = (await listCells(tx, fill)).filter((cell) => cell.origin === 'missing')
    const answered = index === 0 ? missing.filter((_, position) => position % 3 !== 0) : missing
    const cells = answered.map((cell, position) => ({ row: cell.row_key, column: cell.column_key, value: String(2 + (position % 5)) }))
    await fillCells(tx, crypto, office, { fillId: fill.id, cells }, now)
  }
}

/** Who checks a filling is not who began it: the demo's first card can seal. */
async function colleagueOf(tx: Tx, office: AccountActor): Promise<AccountActor> {
  const { rows } = await sql<{ id: string; name: string }>`
    select a.id, a.name from assignments x join accounts a on a.id = x.account_id
    where x.role = 'subdistrictStaff' and x.area_code = ${demoSubdistrict} and a.id <> ${office.accountId} order by a.id limit 1`.execute(tx)
  const [other] = rows
  return other ? { ...office, accountId: other.id, name: other.name } : office
}
