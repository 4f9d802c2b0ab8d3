import { z } from 'zod'

/** UUID version 7, made by the server (or by the client for a submission id). */
export const Id = z.uuid()
export type Id = z.infer<typeof Id>

/** Digits of the administrative division: 6 district, 9 subdistrict, 12 community, 15 grid. A prefix is the subtree. */
export const AreaCode = z.string().regex(/^(\d{6}|\d{9}|\d{12}|\d{15})$/)
export type AreaCode = z.infer<typeof AreaCode>
export const SubdistrictCode = z.string().regex(/^\d{9}$/)
export const GridCode = z.string().regex(/^\d{15}$/)

/** An instant, ISO 8601 with zone, e.g. 2026-11-23T09:00:00.000Z. */
export const Instant = z.iso.datetime({ offset: true })
/** A calendar day in Asia/Shanghai, e.g. 2026-11-23. */
export const Day = z.iso.date()

/** A point in CGCS2000 (equal to WGS-84 for our purposes), degrees. */
export const Point = z.strictObject({ longitude: z.number().min(-180).max(180), latitude: z.number().min(-90).max(90) })
export type Point = z.infer<typeof Point>

/** Words a person typed: trimmed, not empty. */
export const words = (max: number) => z.string().trim().min(1).max(max)
export const optionalWords = (max: number) => z.string().trim().max(max).optional()

/** A mainland mobile or landline number as typed; spaces and dashes are dropped. */
export const Phone = z
  .string()
  .trim()
  .max(24)
  .transform((typed) => typed.normalize('NFKC').replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^(\+86)?(1[3-9]\d{9}|0\d{9,11})$/))

/** One text in both languages of the interface; `en` may be empty in tenant configuration. */
export const Bilingual = z.strictObject({ zh: words(200), en: z.string().trim().max(400) })
export type Bilingual = z.infer<typeof Bilingual>

export const Language = z.enum(['zh', 'en'])
export type Language = z.infer<typeof Language>

/** Query strings carry text: `limit=20`, `overdue=true`. */
export const queryInteger = (min: number, max: number) => z.coerce.number().int().min(min).max(max)
export const queryBoolean = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')])
/** `state=filed&state=accepted`, or one value alone. */
export const queryList = <T extends z.ZodType>(item: T) => z.union([z.array(item).max(50), item.transform((one) => [one] as z.output<T>[])])

export const Done = z.object({ ok: z.literal(true) })
