import { z } from 'zod'
import { AssignmentSource, Employment, Role, StaffRole, TrioRole } from './access.ts'
import { endpoint } from './endpoint.ts'
import { AreaRef, UnitRef } from './requests.ts'
import { AreaCode, Done, GridCode, Id, Instant, optionalWords, Phone, queryBoolean, queryInteger, words } from './shapes.ts'

export const Assignment = z.object({
  id: Id,
  accountId: Id,
  name: z.string(),
  role: Role,
  area: AreaRef,
  unit: UnitRef.nullable(),
  source: AssignmentSource,
  employment: Employment.nullable(),
  validFrom: Instant,
  validTo: Instant.nullable(),
  endedReason: z.string().nullable(),
  mayEdit: z.boolean(),
})
export type Assignment = z.infer<typeof Assignment>

export const AccountSummary = z.object({
  id: Id,
  name: z.string(),
  login: z.string().nullable(),
  dutyPhone: z.string().nullable(),
  state: z.enum(['invited', 'active', 'locked', 'disabled']),
  secondFactor: z.boolean(),
  lastSeenAt: Instant.nullable(),
  assignments: z.array(Assignment),
  mayEdit: z.boolean(),
})
export type AccountSummary = z.infer<typeof AccountSummary>

/** Shown once to the inviter, to be handed over in person or by message. */
export const InvitationLink = z.object({ accountId: Id, url: z.string(), expiresAt: Instant })

/** 三大员 of one grid: a view over assignments. A seat may be held by several people, or be vacant. */
export const TrioPerson = z.object({
  accountId: Id,
  name: z.string(),
  employment: Employment.nullable(),
  /** A `leaveCover` stands in: the seat is not theirs. */
  source: AssignmentSource,
  since: Instant,
  until: Instant.nullable(),
  /** On leave, with a substitute. */
  away: z.boolean(),
  /** Load, as information: open cases this person has in hand, grids held. Nothing is sorted by it. */
  openCases: z.number().int(),
  grids: z.number().int(),
})
export type TrioPerson = z.infer<typeof TrioPerson>

export const GridTrio = z.object({
  grid: AreaRef,
  community: AreaRef,
  complete: z.boolean(),
  /** Open cases of the grid's team. */
  openCases: z.number().int(),
  seats: z.array(z.object({ role: TrioRole, people: z.array(TrioPerson) })),
})
export type GridTrio = z.infer<typeof GridTrio>

export const Unit = z.object({ id: Id, name: z.string(), kind: z.enum(['department', 'committee', 'station']), area: AreaRef, active: z.boolean() })
export type Unit = z.infer<typeof Unit>

export const accountsContract = {
  list: endpoint
    .route({ method: 'GET', path: '/accounts', summary: 'Staff accounts in my area', tags: ['accounts'] })
    .meta({ action: 'account.read' })
    .input(
      z.strictObject({
        area: AreaCode.optional(),
        role: Role.optional(),
        text: z.string().trim().max(60).optional(),
        after: z.string().max(200).optional(),
        limit: queryInteger(1, 100).optional(),
      }),
    )
    .output(z.object({ rows: z.array(AccountSummary), next: z.string().nullable(), total: z.number() })),
  open: endpoint
    .route({ method: 'GET', path: '/accounts/{accountId}', summary: 'One account with its assignments, past ones too', tags: ['accounts'] })
    .meta({ action: 'account.read' })
    .input(z.strictObject({ accountId: Id }))
    .output(AccountSummary),
  invite: endpoint
    .route({ method: 'POST', path: '/accounts', summary: 'Invite a person by a one-time link', tags: ['accounts'], successStatus: 201 })
    .meta({ action: 'account.invite', idempotency: 'none' })
    .input(
      z.strictObject({
        name: words(60),
        dutyPhone: Phone.optional(),
        role: StaffRole,
        areaCode: AreaCode,
        unitId: Id.optional(),
        employment: Employment.optional(),
        validTo: Instant.optional(),
      }),
    )
    .output(InvitationLink),
  inviteAgain: endpoint
    .route({ method: 'POST', path: '/accounts/{accountId}/invitation', summary: 'A new link: lost password, lost phone; the old ones end', tags: ['accounts'] })
    .meta({ action: 'account.invite', idempotency: 'none' })
    .input(z.strictObject({ accountId: Id, reason: words(200) }))
    .output(InvitationLink),
  disable: endpoint
    .route({ method: 'POST', path: '/accounts/{accountId}/disable', summary: 'Disable an account at once; its sessions end', tags: ['accounts'] })
    .meta({ action: 'account.invite' })
    .input(z.strictObject({ accountId: Id, reason: words(200) }))
    .output(AccountSummary),
  enable: endpoint
    .route({ method: 'POST', path: '/accounts/{accountId}/enable', summary: 'Enable an account again, or lift a lock-out', tags: ['accounts'] })
    .meta({ action: 'account.invite' })
    .input(z.strictObject({ accountId: Id }))
    .output(AccountSummary),
  listAssignments: endpoint
    .route({ method: 'GET', path: '/assignments', summary: 'Assignments of an area', tags: ['accounts'] })
    .meta({ action: 'account.read' })
    .input(
      z.strictObject({ area: AreaCode.optional(), role: Role.optional(), past: z.enum(['true', 'false']).optional(), limit: queryInteger(1, 500).optional() }),
    )
    .output(z.object({ rows: z.array(Assignment) })),
  assign: endpoint
    .route({ method: 'POST', path: '/assignments', summary: 'Assign a role over an area for a time', tags: ['accounts'], successStatus: 201 })
    .meta({ action: 'assignment.edit' })
    .input(
      z.strictObject({
        accountId: Id,
        role: StaffRole,
        areaCode: AreaCode,
        unitId: Id.optional(),
        source: AssignmentSource.optional(),
        employment: Employment.optional(),
        validFrom: Instant.optional(),
        validTo: Instant.optional(),
      }),
    )
    .output(Assignment),
  endAssignment: endpoint
    .route({ method: 'POST', path: '/assignments/{assignmentId}/end', summary: 'End an assignment now or on a day', tags: ['accounts'] })
    .meta({ action: 'assignment.edit' })
    .input(z.strictObject({ assignmentId: Id, at: Instant.optional(), reason: words(200) }))
    .output(Assignment),
  trios: endpoint
    .route({ method: 'GET', path: '/trios', summary: 'The three officers of each grid, with vacancies', tags: ['accounts'] })
    .meta({ action: 'account.read' })
    .input(z.strictObject({ area: AreaCode.optional(), gaps: queryBoolean.optional() }))
    /** Grids with a vacancy first, then by code. */
    .output(
      z.object({
        rows: z.array(GridTrio),
        people: z.number(),
        vacantSeats: z.number(),
        communities: z.array(z.object({ area: AreaRef, grids: z.number().int(), complete: z.number().int(), vacantSeats: z.number().int() })),
      }),
    ),
  listUnits: endpoint
    .route({ method: 'GET', path: '/units', summary: 'Departments and committees of a subdistrict', tags: ['accounts'] })
    .meta({ action: 'request.read' })
    .input(z.strictObject({ area: AreaCode.optional() }))
    .output(z.object({ rows: z.array(Unit) })),
  saveUnit: endpoint
    .route({ method: 'PUT', path: '/units/{unitId}', summary: 'Add or rename a unit, or retire it', tags: ['accounts'] })
    .meta({ action: 'assignment.edit' })
    .input(z.strictObject({ unitId: Id, name: words(60), kind: Unit.shape.kind, areaCode: AreaCode, active: z.boolean() }))
    .output(Unit),
}

/** Scopes a machine's key may hold. */
export const ApiKeyScope = z.enum(['open311.read', 'open311.write', 'requests.read', 'requests.file'])
export type ApiKeyScope = z.infer<typeof ApiKeyScope>

export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(ApiKeyScope),
  area: AreaRef,
  createdAt: Instant,
  createdBy: z.string(),
  lastUsedAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
})

export const apiKeysContract = {
  list: endpoint
    .route({ method: 'GET', path: '/api-keys', summary: 'Keys for machines', tags: ['api keys'] })
    .meta({ action: 'apiKey.manage' })
    .output(z.object({ rows: z.array(ApiKey) })),
  create: endpoint
    .route({ method: 'POST', path: '/api-keys', summary: 'Make a key; it is shown this once', tags: ['api keys'], successStatus: 201 })
    .meta({ action: 'apiKey.manage', idempotency: 'none' })
    .input(z.strictObject({ name: words(60), scopes: z.array(ApiKeyScope).min(1).max(8), areaCode: AreaCode, expiresAt: Instant.optional() }))
    .output(z.object({ key: z.string(), row: ApiKey })),
  revoke: endpoint
    .route({ method: 'DELETE', path: '/api-keys/{keyId}', summary: 'Revoke a key at once', tags: ['api keys'] })
    .meta({ action: 'apiKey.manage', idempotency: 'none' })
    .input(z.strictObject({ keyId: Id }))
    .output(Done),
}

/** "谁是我的网格员": name, role, duty phone — nothing else (field.md §1). */
export const PublicOfficer = z.object({ name: z.string(), role: TrioRole, dutyPhone: z.string().nullable() })
/** One grid on the printed "谁是我的网格员": what the public page shows, and the way to it. */
export const OfficerNotice = z.object({
  grid: AreaRef,
  community: AreaRef,
  communityPhone: z.string().nullable(),
  officers: z.array(PublicOfficer),
  url: z.string(),
  qr: z.string(),
})
export type OfficerNotice = z.infer<typeof OfficerNotice>

export const officersContract = {
  notice: endpoint
    .route({
      method: 'GET',
      path: '/areas/{code}/officer-notice',
      summary: 'Sheets to hang up: names, roles, duty phones and the way to the public page',
      tags: ['areas'],
    })
    .meta({ action: 'area.read' })
    .input(z.strictObject({ code: AreaCode }))
    .output(z.object({ rows: z.array(OfficerNotice) })),
  findMine: endpoint
    .route({ method: 'GET', path: '/my-grid', summary: 'Who is my grid officer: by grid, building or its QR code', tags: ['residents'] })
    .meta({ action: 'public' })
    .input(z.strictObject({ grid: GridCode.optional(), buildingId: Id.optional(), buildingCode: optionalWords(32) }))
    .output(
      z.object({ grid: AreaRef, community: AreaRef, building: z.string().nullable(), officers: z.array(PublicOfficer), communityPhone: z.string().nullable() }),
    ),
}
