import type { Resource } from '../access/permissions.ts'
import type { RequestRow } from './request-store.ts'

/** A case as permissions see it: where it is and who has it. */
export function resourceOf(row: Pick<RequestRow, 'area_code' | 'handler_area' | 'handler_unit'>): Resource {
  return { areaCode: row.area_code, handlerArea: row.handler_area, handlerUnit: row.handler_unit }
}
