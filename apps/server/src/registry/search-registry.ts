import { readCitizenId } from '@ejia/check-digits/citizen-id.ts'
import type { Actor } from '../access/actor.ts'
import { narrowScope, scopeOf } from '../access/permissions.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db } from '../platform/database.ts'
import { searchEnterprises } from './enterprises/enterprise-store.ts'
import { presentEnterpriseSummary } from './enterprises/enterprise-view.ts'
import { dayOf } from './fact-states.ts'
import { searchHomes } from './households/household-store.ts'
import { presentHome } from './households/open-household.ts'
import { nameQuery } from './name-tokens.ts'
import { blindIndexOf } from './people/person-values.ts'
import { searchByIndex, searchByName, type PersonRow } from './people/person-store.ts'
import { presentSummary } from './people/person-view.ts'
import { readPlace } from './read-place.ts'

type ReadAs = 'name' | 'initials' | 'phone' | 'idNumber' | 'creditCode' | 'words'

/** How what was typed is meant: a whole number is looked up exactly, letters are initials, the rest words. */
export function readTyped(text: string, today: string): { readAs: ReadAs; value: string } {
  const folded = text.normalize('NFKC').trim()
  const number = folded.replaceAll(/[\s-]/g, '').toUpperCase()
  if (/^(\+86)?1[3-9]\d{9}$/.test(number)) return { readAs: 'phone', value: number.replace(/^\+86/, '') }
  if (/^0\d{9,11}$/.test(number)) return { readAs: 'phone', value: number }
  if (/^\d{17}[\dX]$/.test(number) && readCitizenId(number, today).ok) return { readAs: 'idNumber', value: number }
  if (/^[0-9A-HJ-NP-RT-UW-Y]{18}$/.test(number)) return { readAs: 'creditCode', value: number }
  if (/^[a-zA-Z]{2,12}$/.test(folded)) return { readAs: 'initials', value: folded.toLowerCase() }
  return { readAs: /^\p{Script=Han}{2,4}$/u.test(folded) ? 'name' : 'words', value: folded }
}

/** `安居里一栋2单元301`, `安居里1-2-301` → the building's words, its stairwell as it is named, the door; a bare number is a word. */
export function readHome(text: string): { words: string; stairwell: string | null; door: string | null } {
  const { words, stairwell, door } = readPlace(text)
  return { words: words || (door ?? text.trim()), stairwell: stairwell === null ? null : `${stairwell}单元`, door }
}

type Asked = { text: string; area?: string | undefined; limit?: number | undefined }

/** People, homes and enterprises in the actor's areas, all masked. What was typed is not logged. */
export async function searchRegistry(db: Db, crypto: CryptoProvider, actor: Actor, asked: Asked, now: Date) {
  const whole = scopeOf(actor, 'registry.read', now)
  const scope = asked.area === undefined ? whole : narrowScope(whole, asked.area)
  const today = dayOf(now)
  const limit = asked.limit ?? 20
  const { readAs, value } = readTyped(asked.text, today)
  const byNumber = readAs === 'phone' || readAs === 'idNumber'
  const home = readHome(value)
  const [people, homes, enterprises] = await Promise.all([
    byNumber
      ? searchByIndex(
          db,
          scope,
          scope.tenants.map((subdistrict) => ({ subdistrict, index: blindIndexOf(crypto, subdistrict, readAs, value) })),
          limit,
        )
      : readAs === 'creditCode'
        ? []
        : byName(db, scope, value, limit),
    readAs === 'words' || readAs === 'name' ? searchHomes(db, scope, home.words, home.stairwell, home.door, limit) : [],
    byNumber || readAs === 'initials' ? [] : searchEnterprises(db, scope, value, readAs === 'creditCode', limit),
  ])
  return {
    readAs,
    people: people.map((row) => presentSummary(row, today)),
    homes: homes.map(presentHome),
    enterprises: enterprises.map((row) => presentEnterpriseSummary(row, today)),
  }
}

/** Each tenant's names are tokens of their own, so each is asked by itself. */
async function byName(db: Db, scope: ReturnType<typeof scopeOf>, typed: string, limit: number): Promise<PersonRow[]> {
  const found = await Promise.all(
    scope.tenants.map((subdistrict) => {
      const query = nameQuery(subdistrict, typed)
      return query === null ? [] : searchByName(db, { ...scope, tenants: [subdistrict] }, query, limit)
    }),
  )
  return found.flat().slice(0, limit)
}
