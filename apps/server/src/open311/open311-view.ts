import type { Category, Configuration } from '@ejia/contract/configuration.ts'
import type { Language } from '@ejia/contract/shapes.ts'
import { stateWordsForResidents } from '@ejia/dictionary/words.ts'
import type { ServiceRequestRow } from './open311-store.ts'

const closed = new Set(['declined', 'closed', 'rated', 'merged', 'withdrawn'])

/** A leaf of our category tree is a service; its heading is the group. */
export function presentServices({ categories }: Configuration['categories'], language: Language) {
  const say = (category: Category | undefined) => (language === 'en' && category?.name.en ? category.name.en : (category?.name.zh ?? ''))
  return categories
    .filter((category) => category.parentId !== null && category.offered)
    .map((category) => ({
      service_code: category.id,
      service_name: say(category),
      description: (language === 'en' ? category.hint?.en : category.hint?.zh) ?? say(category),
      metadata: false,
      type: 'realtime',
      keywords: category.kind,
      group: say(categories.find((parent) => parent.id === category.parentId)),
    }))
}

export function presentServiceRequest(row: ServiceRequestRow, configuration: Configuration, language: Language) {
  const category = configuration.categories.categories.find((candidate) => candidate.id === row.category)
  return {
    service_request_id: row.receipt_number,
    status: closed.has(row.state) ? 'closed' : 'open',
    status_notes: row.told ?? stateWordsForResidents[row.state][language],
    service_name: language === 'en' && category?.name.en ? category.name.en : (category?.name.zh ?? row.category),
    service_code: row.category,
    description: row.text,
    agency_responsible: row.responsible,
    service_notice: '',
    requested_datetime: row.filed_at,
    updated_datetime: row.changed_at,
    expected_datetime: row.answer_due_at,
    address: row.place_text,
    address_id: row.building_id ?? '',
    zipcode: '',
    lat: row.latitude,
    long: row.longitude,
    media_url: '',
  }
}

export type Format = 'json' | 'xml'

/** JSON as it is; XML with the standard's element names. */
export async function render(format: Format, root: string, item: string | null, body: object): Promise<string> {
  if (format === 'json') return JSON.stringify(body)
  const content = item === null ? body : { [item]: body }
  const { create } = await import('xmlbuilder2')
  return create({ version: '1.0', encoding: 'utf-8' }, { [root]: plain(content) }).end()
}

/** Characters XML 1.0 cannot hold (§2.2), though a text may. */
const unwritable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

/** Null is an empty element; everything else is text. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
  return value === null || value === undefined ? '' : String(value).replace(unwritable, '')
}
