import { v7 } from 'uuid'

/** UUID version 7: sorted by time, unique over tenants. */
export function newId(): string {
  return v7()
}
