import { api, requireAccount, write } from '../access/api.ts'
import { holds, scopeOf } from '../access/permissions.ts'
import { recordAudit } from '../history/record-audit.ts'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import { DomainError } from '../platform/domain-error.ts'
import { listFills, listVersions } from './fills/fill-store.ts'
import { findForm, listForms } from './form-store.ts'
import { getFill, presentFill, presentFillSummary, presentForm } from './fills/fill-view.ts'
import { moveFill, startFill } from './fills/move-fill.ts'
import { closeForm, saveForm } from './save-form.ts'
import { fillCells, listAskedCells } from './fills/type-cells.ts'
import { writeSheet } from './write-sheet.ts'

const routes = api.reportForge
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const reportForgeRoutes = {
  listForms: routes.listForms.handler(async ({ context: { deps, actor } }) => ({
    rows: (await listForms(deps.db, scopeOf(actor, 'reportForge.define', deps.clock()))).map(presentForm),
  })),
  openForm: routes.openForm.handler(async ({ input, context: { deps, actor } }) => {
    const form = await findForm(deps.db, actor.tenants, input.formId)
    if (!form || !holds(actor, 'reportForge.define', { areaCode: form.subdistrict }, deps.clock())) throw new DomainError('not_found')
    return presentForm(form)
  }),
  saveForm: routes.saveForm.handler(({ input, context }) =>
    write(context, 'reportForge.saveForm', input, async (tx, now) =>
      presentForm(await saveForm(tx, context.deps.crypto, requireAccount(context.actor), input, now)),
    ),
  ),
  endForm: routes.endForm.handler(({ input, context }) =>
    write(context, 'reportForge.endForm', input, async (tx, now) => {
      await closeForm(tx, context.deps.crypto, requireAccount(context.actor), input.formId, now)
      return { ok: true as const }
    }),
  ),
  start: routes.start.handler(({ input, context }) =>
    write(context, 'reportForge.start', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentFill(tx, actor, await startFill(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
  listFills: routes.listFills.handler(async ({ input, context: { deps, actor } }) => {
    const limit = input.limit ?? 50
    const cursor = decodeCursor(input.after)
    const filter = { formId: input.formId ?? null, show: input.show ?? 'open', after: cursor && { due: String(cursor[0]), id: cursor[1] }, limit: limit + 1 }
    const rows = await listFills(deps.db, scopeOf(actor, 'reportForge.define', deps.clock()), filter)
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      rows: page.map(presentFillSummary),
      total: rows[0]?.total ?? 0,
      next: rows.length > limit && last ? encodeCursor([last.due_on, last.id]) : null,
    }
  }),
  open: routes.open.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    return presentFill(deps.db, actor, await getFill(deps.db, actor, input.fillId, now), now)
  }),
  move: routes.move.handler(({ input, context }) =>
    write(context, 'reportForge.move', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentFill(tx, actor, await moveFill(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
  download: routes.download.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const account = requireAccount(actor)
    const fill = await getFill(deps.db, actor, input.fillId, now)
    const [sealed] = await listVersions(deps.db, fill, input.version)
    if (!sealed) throw new DomainError('not_found')
    const event = { subdistrict: fill.subdistrict, actor: account.accountId, action: 'reportForge.download', target: { kind: 'reportFill', id: fill.id } }
    await deps.db.transaction().execute((tx) => recordAudit(tx, deps.crypto, event, now))
    const recipient = sealed.sent_to ?? fill.asked_by
    const bytes = await writeSheet({ content: JSON.parse(sealed.content), version: sealed.version, digest: sealed.digest, recipient, by: account.name, now })
    return new File([new Uint8Array(bytes)], `form-v${sealed.version}.xlsx`, { type: xlsx })
  }),
  asked: routes.asked.handler(async ({ input, context: { deps, actor } }) => ({
    rows: await listAskedCells(deps.db, actor, input.below === true, deps.clock()),
  })),
  type: routes.type.handler(({ input, context }) =>
    write(context, 'reportForge.type', input, async (tx, now) => ({
      missing: await fillCells(tx, context.deps.crypto, requireAccount(context.actor), input, now),
    })),
  ),
}
