import { sql } from 'kysely'
import type { Role } from '@ejia/contract/access.ts'
import type { Config } from '../config.ts'
import type { Db } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import type { ApiContext } from './api.ts'
import { startSession, type SignedIn } from './sign-in.ts'

/** Demo data alone is not enough: the listener must be this machine, or the operator said so. */
export function isDemoOpen(config: Pick<Config, 'demo' | 'demoPublic' | 'host'>): boolean {
  return config.demo && (config.demoPublic || ['127.0.0.1', 'localhost', '::1'].includes(config.host))
}

const says: Partial<Record<Role, { zh: string; en: string }>> = {
  resident: { zh: '我在手机上反映过问题，来看看进展', en: 'I reported a problem and follow it' },
  gridOfficer: { zh: '我每天走访网格，用手机处理诉求', en: 'I walk my grid and work cases on the phone' },
  branchSecretary: { zh: '我带领网格党支部，接待居民', en: 'I lead the grid’s branch and receive residents' },
  partyInstructor: { zh: '我下沉到社区，发现共性需求', en: 'I am posted to a community and look for shared needs' },
  communityLead: { zh: '我受理、分派、核查全社区的诉求', en: 'I dispatch and verify for the community' },
  subdistrictStaff: { zh: '我在街道办公室统筹分派和统计', en: 'I dispatch for the subdistrict and watch the figures' },
  departmentContact: { zh: '我在部门，处理派给我们的事', en: 'I answer what comes to my department' },
  districtStaff: { zh: '我看全区的统计，不看个人信息', en: 'I see the district’s figures, no personal data' },
  systemAdmin: { zh: '我管系统配置和接口', en: 'I run the system and its keys' },
  securityAdmin: { zh: '我管账号和权限', en: 'I manage accounts and rights' },
  auditor: { zh: '我查审计日志', en: 'I read the audit log' },
}

const colleagueSays = { zh: '我是街道的另一位同事，批准别人的申请', en: 'I am another colleague and approve what others ask' }

type DemoRow = { account_id: string; role: Role; name: string; area_code: string; area_name: string }

/** Accounts of the demo carry no password: they are entered by these cards only. The first of each role by area. */
async function listDemoAccounts(db: Db, now: Date): Promise<DemoRow[]> {
  const { rows } = await sql<DemoRow>`
    select distinct on (x.role) a.id as account_id, x.role, a.name, x.area_code, ar.name as area_name
    from assignments x join accounts a on a.id = x.account_id and a.password_hash is null and a.disabled_at is null
    join areas ar on ar.code = x.area_code
    where x.valid_from <= ${now} and (x.valid_to is null or x.valid_to > ${now}) order by x.role, x.area_code, a.id`.execute(db)
  return rows
}

export async function listDemoRoles(db: Db, now: Date) {
  const rows = await listDemoAccounts(db, now)
  const office = rows.find((row) => row.role === 'subdistrictStaff')
  const colleague = office === undefined ? '' : ((await findDemoAccount(db, office.role, office.area_code, 1, now))?.name ?? '')
  return (Object.keys(says) as Role[]).flatMap((role) => {
    const row = rows.find((candidate) => candidate.role === role)
    if (!row) return []
    const card = { role, name: row.name, area: { code: row.area_code, name: row.area_name }, says: says[role]!, colleague: false }
    return role === 'subdistrictStaff' ? [card, { ...card, name: colleague, says: colleagueSays, colleague: true }].filter(({ name }) => name !== '') : [card]
  })
}

async function findDemoAccount(db: Db, role: Role, area: string | null, offset: number, now: Date): Promise<{ id: string; name: string } | null> {
  const { rows } = await sql<{ id: string; name: string }>`
    select a.id, a.name from assignments x join accounts a on a.id = x.account_id and a.password_hash is null and a.disabled_at is null
    where x.role = ${role} and (${area}::text is null or x.area_code = ${area}) and x.valid_from <= ${now} and (x.valid_to is null or x.valid_to > ${now})
    order by x.area_code, a.id offset ${offset} limit 1`.execute(db)
  return rows[0] ?? null
}

export async function demoSignIn({ deps, meta }: ApiContext, role: Role, area: string | null, colleague: boolean): Promise<SignedIn> {
  const now = deps.clock()
  return deps.db.transaction().execute(async (tx) => {
    const account = await findDemoAccount(tx, role, area, colleague ? 1 : 0, now)
    if (!account) throw new DomainError('not_found')
    return startSession(tx, account.id, meta.device, now, now)
  })
}
