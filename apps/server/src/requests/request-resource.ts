import type { Resource } from '../access/permissions.ts'
import type { RequestRow } from './request-store.ts'

/** A case as permissions see it: where it is and who has it. A tip-off may be about the grid itself: only who has it sees it. */
export function resourceOf(row: Pick<RequestRow, 'kind' | 'area_code' | 'handler_area' | 'handler_unit'>): Resource {
  return { areaCode: row.kind === 'tipOff' ? row.handler_area : row.area_code, handlerArea: row.handler_area, handlerUnit: row.handler_unit }
}
