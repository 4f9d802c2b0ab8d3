import type { Configuration, SectionInput } from '@ejia/contract/configuration.ts'
import { isQuietAt } from '@ejia/calendar/quiet-hours.ts'
import { isWorkingDay } from '@ejia/calendar/working-calendar.ts'
import { DomainError } from '../platform/domain-error.ts'

type Issue = { path: (string | number)[]; rule: string; params?: Record<string, string | number> }
export type Known = { unitIds: ReadonlySet<string>; subdistrict: string }

/** What shapes alone cannot hold: references between sections, two levels, no two of a kind. Refused with the place of each fault. */
export function requireSound(change: SectionInput, current: Configuration, known: Known): void {
  const issues = problems(change, current, known).map((issue) => ({ ...issue, path: ['change', 'body', ...issue.path] }))
  if (issues.length > 0) throw new DomainError('invalid_input', { issues: issues.slice(0, 50) })
}

function problems(change: SectionInput, current: Configuration, known: Known): Issue[] {
  const leaves = new Set(current.categories.categories.filter((category) => category.parentId !== null).map((category) => category.id))
  const noCategory = (id: string | null) => id !== null && !leaves.has(id)
  const noUnit = (id: string | null) => id !== null && !known.unitIds.has(id)
  switch (change.section) {
    case 'categories': {
      const { categories } = change.body
      const ids = categories.map((category) => category.id)
      const roots = new Set(categories.filter((category) => category.parentId === null).map((category) => category.id))
      const lost = current.categories.categories.filter((category) => !ids.includes(category.id))
      return [
        ...categories.flatMap((category, index): Issue[] => [
          ...(ids.indexOf(category.id) !== index ? [{ path: ['categories', index, 'id'], rule: 'already_taken' }] : []),
          ...(category.parentId !== null && !roots.has(category.parentId) ? [{ path: ['categories', index, 'parentId'], rule: 'not_found' }] : []),
        ]),
        // Old cases keep their category: one is taken out of offer, never removed.
        ...lost.map((category) => ({ path: ['categories'], rule: 'required', params: { category: category.name.zh } })),
        ...(categories.some((category) => category.parentId !== null && category.offered)
          ? []
          : [{ path: ['categories'], rule: 'too_few', params: { min: 1 } }]),
      ]
    }
    case 'limits':
      return [
        ...change.body.rules.flatMap((rule, index): Issue[] => [
          ...(noCategory(rule.category) ? [{ path: ['rules', index, 'category'], rule: 'not_found' }] : []),
          ...(change.body.rules.findIndex((other) => other.category === rule.category && other.milestone === rule.milestone) !== index
            ? [{ path: ['rules', index], rule: 'already_taken' }]
            : []),
        ]),
        ...(['firstContact', 'answer'] as const)
          .filter((milestone) => !change.body.rules.some((rule) => rule.category === null && rule.milestone === milestone))
          .map((milestone) => ({ path: ['rules'], rule: 'required', params: { milestone } })),
      ]
    case 'duties':
      return [
        ...change.body.rules.flatMap((rule, index): Issue[] => [
          ...(noCategory(rule.category) ? [{ path: ['rules', index, 'category'], rule: 'not_found' }] : []),
          ...(noUnit(rule.unitId) ? [{ path: ['rules', index, 'unitId'], rule: 'not_found' }] : []),
          ...(change.body.rules.findIndex((other) => other.category === rule.category) !== index ? [{ path: ['rules', index], rule: 'already_taken' }] : []),
        ]),
        ...(change.body.rules.some((rule) => rule.category === null) ? [] : [{ path: ['rules'], rule: 'required' }]),
      ]
    case 'routing':
      return change.body.rules.flatMap((rule, index): Issue[] => [
        ...rule.when.categories.flatMap((id, at) => (noCategory(id) ? [{ path: ['rules', index, 'when', 'categories', at], rule: 'not_found' }] : [])),
        ...rule.when.areas.flatMap((code, at) =>
          code.startsWith(known.subdistrict) ? [] : [{ path: ['rules', index, 'when', 'areas', at], rule: 'not_allowed_here' }],
        ),
        ...(rule.sendTo.kind === 'unit' && noUnit(rule.sendTo.unitId) ? [{ path: ['rules', index, 'sendTo', 'unitId'], rule: 'not_found' }] : []),
        ...(rule.sendTo.kind === 'area' && !rule.sendTo.areaCode.startsWith(known.subdistrict)
          ? [{ path: ['rules', index, 'sendTo', 'areaCode'], rule: 'not_allowed_here' }]
          : []),
        ...(change.body.rules.findIndex((other) => other.id === rule.id) !== index ? [{ path: ['rules', index, 'id'], rule: 'already_taken' }] : []),
      ])
    case 'templates':
      return change.body.templates.flatMap((template, index): Issue[] =>
        template.categories.flatMap((id, at) => (noCategory(id) ? [{ path: ['templates', index, 'categories', at], rule: 'not_found' }] : [])),
      )
    case 'calendar': {
      const { hours, extraHolidays, extraWorkingDays } = change.body
      const sorted = hours.toSorted((one, other) => one.from.localeCompare(other.from))
      const bad = sorted.some((span, index) => span.from >= span.to || (index > 0 && span.from < sorted[index - 1]!.to))
      const both = extraHolidays.find((day) => extraWorkingDays.includes(day))
      const endless = !Array.from({ length: 60 }, (_, ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)).some((day) =>
        isWorkingDay(day, change.body),
      )
      return [
        ...(bad ? [{ path: ['hours'], rule: 'wrong_format' }] : []),
        ...(both ? [{ path: ['extraHolidays'], rule: 'not_allowed_here', params: { day: both } }] : []),
        ...(endless ? [{ path: ['extraHolidays'], rule: 'too_many', params: { max: 59 } }] : []),
      ]
    }
    case 'messages':
      return isQuietAt(change.body.digestAt, change.body) ? [{ path: ['digestAt'], rule: 'not_allowed_here' }] : []
    case 'service':
    case 'whistles':
    case 'escalations':
    case 'meetings':
      return []
  }
}
