import type { Configuration, RoutingRule } from '@ejia/contract/configuration.ts'
import type { Duty, RequestKind, RouteReason } from '@ejia/contract/requests.ts'
import type { ResolvedPlace } from '../../areas/find-place.ts'

export type Route = { handlerArea: string; handlerUnit: string | null; duty: Duty; auto: boolean; reasons: RouteReason[] }
export type Routed = { kind: RequestKind; category: string; place: Pick<ResolvedPlace, 'areaCode' | 'reasons'> }

const dutyReason: Record<Duty, RouteReason['code']> = { core: 'dutyCore', supporting: 'dutySupporting', reclaimed: 'dutyReclaimed' }

/**
 * Place → grid, category → duty list → unit (field.md §2). Pure: the dry run asks the same function with another
 * configuration. Reasons explain the route to whoever receives the case.
 */
export function routeRequest(request: Routed, configuration: Pick<Configuration, 'routing' | 'duties'>): Route {
  const subdistrict = request.place.areaCode.slice(0, 9)
  const dutyRule = findByCategory(configuration.duties.rules, request.category)
  const duty = dutyRule?.duty ?? 'core'
  const reasons: RouteReason[] = [...request.place.reasons, { code: dutyReason[duty], params: { category: request.category } }]
  // A tip-off is read by the subdistrict first: it may be about the grid itself.
  if (request.kind === 'tipOff') {
    return { handlerArea: subdistrict, handlerUnit: null, duty, auto: false, reasons: [...reasons, { code: 'sensitiveKind', params: {} }, waits] }
  }
  const rule = configuration.routing.rules.find((candidate) => matches(candidate, request))
  if (rule) {
    const target = targetOf(rule, request.place.areaCode, subdistrict)
    return { ...target, duty, auto: rule.auto, reasons: [...reasons, { code: 'ruleMatched', params: { rule: rule.name } }, rule.auto ? dispatched : waits] }
  }
  if (duty === 'reclaimed') return { handlerArea: subdistrict, handlerUnit: null, duty, auto: false, reasons: [...reasons, waits] }
  const gridKnown = request.place.areaCode.length === 15
  const auto = gridKnown && configuration.routing.autoDispatchByDefault
  return { handlerArea: request.place.areaCode, handlerUnit: null, duty, auto, reasons: [...reasons, auto ? dispatched : waits] }
}

const dispatched: RouteReason = { code: 'autoDispatched', params: {} }
const waits: RouteReason = { code: 'waitsForDispatcher', params: {} }

function matches(rule: RoutingRule, request: Routed): boolean {
  const { categories, kinds, areas } = rule.when
  return (
    (categories.length === 0 || categories.includes(request.category)) &&
    (kinds.length === 0 || kinds.includes(request.kind)) &&
    (areas.length === 0 || areas.some((area) => request.place.areaCode.startsWith(area)))
  )
}

function targetOf(rule: RoutingRule, areaCode: string, subdistrict: string): { handlerArea: string; handlerUnit: string | null } {
  switch (rule.sendTo.kind) {
    case 'grid':
      return { handlerArea: areaCode, handlerUnit: null }
    case 'community':
      return { handlerArea: areaCode.slice(0, 12), handlerUnit: null }
    case 'subdistrict':
      return { handlerArea: subdistrict, handlerUnit: null }
    case 'unit':
      return { handlerArea: subdistrict, handlerUnit: rule.sendTo.unitId }
    case 'area':
      return { handlerArea: rule.sendTo.areaCode, handlerUnit: null }
  }
}

/** The rule of the category itself, else the rule for all. */
export function findByCategory<R extends { category: string | null }>(rules: readonly R[], category: string): R | undefined {
  return rules.find((rule) => rule.category === category) ?? rules.find((rule) => rule.category === null)
}
