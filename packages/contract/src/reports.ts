import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { AreaRef, CategoryRef } from './requests.ts'
import { AreaCode, Day, Instant } from './shapes.ts'

/** A rate never stands alone: what was counted, out of what, and what was left out and why. field.md §2. */
export const Rate = z.object({
  numerator: z.number(),
  denominator: z.number(),
  excluded: z.array(z.object({ why: z.enum(['withdrawn', 'declined', 'merged', 'notDueYet', 'notRated', 'stillOpen', 'together']), count: z.number() })),
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

/** stories.md F: what stands in an area, each number counted from records. */
export const Standing = z.object({
  area: AreaRef,
  /** Party instructors seconded to it, living grids with their trios, and the seats nobody holds. */
  instructors: z.number(),
  trioPeople: z.number(),
  grids: z.number(),
  vacantSeats: z.number(),
  /** 报到: registered party members and the base they are counted from; coverage, never a ranking. Null: too few to be told. */
  partyMembers: z.object({ registered: z.number(), base: z.number() }).nullable(),
  /** People who told a number they can be reached at. Null: too few to be told. */
  residentsInTouch: z.number().nullable(),
  largeAndMediumEnterprises: z.number(),
  /** Whenever filed: closed as solved problems, and how many of them the residents themselves confirmed. */
  solved: z.number().nullable(),
  residentVerified: z.number().nullable(),
})
export type Standing = z.infer<typeof Standing>

export const Dashboard = z.object({
  area: AreaRef,
  /** The area above, when the caller may see its dashboard. */
  above: AreaRef.nullable(),
  from: Day,
  to: Day,
  /** What `byArea` counts by. */
  by: z.enum(['below', 'grid']),
  countedAt: Instant,
  /** Null here and below: too few to be told to whoever may not open the cases, or hidden with those (field.md §5.6). */
  open: z.number().nullable(),
  dueToday: z.number().nullable(),
  overdue: z.number().nullable(),
  /** Put off until a day that has come. */
  reviewDue: z.number().nullable(),
  filed: z.number().nullable(),
  solved: z.number().nullable(),
  staffDeclared: z.number().nullable(),
  residentVerified: z.number().nullable(),
  responseRate: Rate.nullable(),
  resolutionRate: Rate.nullable(),
  satisfactionRate: Rate.nullable(),
  byArea: z.array(DashboardRow.extend({ area: AreaRef })),
  /** For whoever may not open the cases, this and the weeks are told of the whole district alone. */
  byCategory: z.array(DashboardRow.extend({ category: CategoryRef })),
  overTime: z.array(z.object({ week: Day, filed: z.number(), answered: z.number(), closed: z.number() })),
})
export type Dashboard = z.infer<typeof Dashboard>

export const reportsContract = {
  dashboard: endpoint
    .route({ method: 'GET', path: '/dashboard', summary: 'Where everything stands in an area', tags: ['reports'] })
    .meta({ action: 'dashboard.read' })
    .input(
      z.strictObject({
        area: AreaCode.optional(),
        from: Day.optional(),
        to: Day.optional(),
        /** By the areas just below (default), or by grid: from a subdistrict downwards. */
        by: z.enum(['below', 'grid']).optional(),
      }),
    )
    .output(Dashboard),
  standing: endpoint
    .route({ method: 'GET', path: '/dashboard/standing', summary: 'Who and what stands in an area, counted from records', tags: ['reports'] })
    .meta({ action: 'dashboard.read' })
    .input(z.strictObject({ area: AreaCode.optional() }))
    .output(Standing),
}
