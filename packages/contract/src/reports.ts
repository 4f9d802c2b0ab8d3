import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { AreaRef, CategoryRef } from './requests.ts'
import { AreaCode, Day, Instant } from './shapes.ts'

/** A rate never stands alone: what was counted, out of what, and what was left out and why. field.md §2. */
export const Rate = z.object({
  numerator: z.number(),
  denominator: z.number(),
  excluded: z.array(z.object({ why: z.enum(['withdrawn', 'declined', 'merged', 'notDueYet', 'notRated', 'stillOpen', 'smallCell']), count: z.number() })),
})
export type Rate = z.infer<typeof Rate>

/** Fewer than k = 5 cases of one area and category are not shown (field.md §5.6); `null` stands for "fewer than five". */
export const DashboardRow = z.object({
  open: z.number().nullable(),
  overdue: z.number().nullable(),
  filed: z.number().nullable(),
  staffDeclared: z.number().nullable(),
  residentVerified: z.number().nullable(),
})
export type DashboardRow = z.infer<typeof DashboardRow>

export const Dashboard = z.object({
  area: AreaRef,
  from: Day,
  to: Day,
  countedAt: Instant,
  open: z.number(),
  dueToday: z.number(),
  overdue: z.number(),
  filed: z.number(),
  solved: z.number(),
  staffDeclared: z.number(),
  residentVerified: z.number(),
  responseRate: Rate,
  resolutionRate: Rate,
  satisfactionRate: Rate,
  byArea: z.array(DashboardRow.extend({ area: AreaRef })),
  byCategory: z.array(DashboardRow.extend({ category: CategoryRef })),
  overTime: z.array(z.object({ week: Day, filed: z.number(), answered: z.number(), closed: z.number() })),
  /** People standing: field.md §1; coverage, never a ranking. */
  team: z.object({ instructors: z.number(), trioPeople: z.number(), grids: z.number(), vacantSeats: z.number() }),
})
export type Dashboard = z.infer<typeof Dashboard>

export const reportsContract = {
  dashboard: endpoint
    .route({ method: 'GET', path: '/dashboard', summary: 'Where everything stands in an area', tags: ['reports'] })
    .meta({ action: 'dashboard.read' })
    .input(z.strictObject({ area: AreaCode.optional(), from: Day.optional(), to: Day.optional() }))
    .output(Dashboard),
}
