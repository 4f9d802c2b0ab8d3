import type { ExportField } from '@ejia/contract/exports.ts'
import type { Language } from '@ejia/contract/shapes.ts'
import { enterpriseKindWords, enterpriseSizeWords, personFieldWords, relationWords, resourceKindWords, sexWords } from '@ejia/dictionary/registry-words.ts'
import { exportColumnWords } from '@ejia/dictionary/export-words.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { findSealers, type PersonSealer } from '../../privacy/data-keys.ts'
import { personFields } from '../data-dictionary.ts'
import { openContactName } from '../enterprises/write-enterprise.ts'
import { maskedYear, maskName, minorName } from '../masks.ts'
import type { ExportRow } from './export-store.ts'
import { insertLooks, listEnterprisesOf, listPeople, listPhones, listResourcesOf, type ListedPerson, type ListedPhone, type Look } from './list-store.ts'

/** A sheet as it will be written: header and cells, all text. */
export type Listing = { header: string[]; rows: string[][] }
type Work = { tx: Tx; crypto: CryptoProvider; row: ExportRow; reason: string; language: Language; now: Date }

/** People of one statement: memory does not grow with the list. */
const batchSize = 500

/** Reads the list and enters every person of it among those who were looked at. */
export async function listRows(work: Work): Promise<Listing> {
  const { tx, crypto, row, language } = work
  const column = (key: keyof typeof exportColumnWords) => exportColumnWords[key][language]
  if (row.kind === 'people') return listPeopleRows(work)
  if (row.kind === 'enterprises') {
    const found = await listEnterprisesOf(tx, row, row.row_count)
    return {
      header: ['enterprise', 'enterpriseKind', 'creditCode', 'industry', 'size', 'grid', 'address', 'contact', 'phone'].map((key) => column(key as 'grid')),
      rows: found.map((one) => {
        const contact = openContactName(crypto, one)
        const size = one.size === null ? '' : enterpriseSizeWords[one.size][language]
        return [
          one.name,
          enterpriseKindWords[one.kind][language],
          one.credit_code ?? '',
          one.industry,
          size,
          one.grid_name,
          one.address,
          contact === null ? '' : maskName(contact),
          maskedPhone(one.contact_phone_ending),
        ]
      }),
    }
  }
  const found = await listResourcesOf(tx, row, row.row_count)
  return {
    header: ['resource', 'resourceKind', 'grid', 'offeredUntil'].map((key) => column(key as 'grid')),
    rows: found.map((one) => [one.title, resourceKindWords[one.kind][language], one.grid_name, one.offered_until ?? '']),
  }
}

async function listPeopleRows(work: Work): Promise<Listing> {
  const { tx, crypto, row, language } = work
  const people = await listPeople(tx, row, row.purpose, row.row_count)
  const rows: string[][] = []
  for (let from = 0; from < people.length; from += batchSize) {
    const batch = people.slice(from, from + batchSize)
    const ids = batch.map((person) => person.id)
    const [phones, sealers] = [
      row.fields.includes('phone') ? await listPhones(tx, row.subdistrict, ids) : new Map<string, ListedPhone>(),
      await findSealers(tx, crypto, row.subdistrict, ids),
    ]
    // A record whose key is gone is gone.
    const living = batch.filter((person) => sealers.has(person.id))
    for (const person of living)
      rows.push([person.grid_name, ...row.fields.map((field) => cellOf(row, field, person, phones.get(person.id), sealers.get(person.id)!, language))])
    await keepLooks(work, living, sealers)
  }
  return { header: [exportColumnWords.grid[language], ...row.fields.map((field) => personFieldWords[field][language])], rows }
}

async function keepLooks({ tx, row, reason, now }: Work, people: readonly ListedPerson[], sealers: Map<string, PersonSealer>): Promise<void> {
  const looks = people.map((person): Look => {
    const id = newId()
    const cell = { table: 'reveals', field: 'reason_sealed', id, subdistrict: row.subdistrict }
    return { id, personId: person.id, reasonSealed: sealers.get(person.id)!.seal(`${row.number}：${reason}`, cell) }
  })
  const { subdistrict, asked_by: accountId, role, purpose, id: exportId } = row
  await insertLooks(tx, { subdistrict, accountId, role, purpose, exportId }, looks, now)
}

/** Whole only where the dictionary lets it go with an approval; of a child nothing, ever; for another purpose nothing. */
function cellOf(row: ExportRow, field: ExportField, person: ListedPerson, phone: ListedPhone | undefined, sealer: PersonSealer, language: Language): string {
  if (person.is_minor) return field === 'name' ? minorName : ''
  if (!(person.facts[field]?.purposes.includes(row.purpose) ?? false)) return ''
  const whole = row.whole && personFields[field].exported === 'withApproval'
  switch (field) {
    case 'name':
      return person.name === null ? '' : whole ? person.name : maskName(person.name)
    case 'sex':
      return person.sex === null ? '' : sexWords[person.sex][language]
    case 'birthDate':
      return person.birth_date === null ? '' : whole ? person.birth_date : maskedYear(person.birth_date)
    case 'relation':
      return person.relation === null ? '' : relationWords[person.relation][language]
    case 'contactPerson':
      return person.is_contact ? exportColumnWords.yes[language] : ''
    case 'phone':
      if (!phone) return ''
      return whole
        ? sealer.open(phone.sealed, { table: 'person_secrets', field: 'phone', id: person.id, subdistrict: person.subdistrict })
        : maskedPhone(phone.ending)
    case 'residence':
      return (whole ? person.home : person.building) ?? ''
  }
}

const maskedPhone = (ending: string | null) => (ending === null ? '' : `****${ending}`)
