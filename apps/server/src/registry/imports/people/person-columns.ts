import { readCitizenId, type CitizenIdFault } from '@ejia/check-digits/citizen-id.ts'
import { readWrittenDate, type WrittenDateFault } from '@ejia/check-digits/written-date.ts'
import type { ImportFault, PersonImportField } from '@ejia/contract/imports.ts'
import type { PersonFacts, Relation } from '@ejia/contract/registry.ts'
import { relationWords } from '@ejia/dictionary/registry-words.ts'
import { openCells, phoneOf, type RowFault, type StagedCells } from '../read-cells.ts'

/** The names offices give their columns. */
export const personColumns: readonly { key: PersonImportField; names: readonly string[] }[] = [
  { key: 'name', names: ['姓名', '居民姓名', '人员姓名', '名字', 'Name'] },
  { key: 'address', names: ['住址', '详细地址', '家庭住址', '现住址', '居住地址', '地址', 'Address'] },
  { key: 'phone', names: ['联系电话', '手机号码', '手机号', '手机', '电话', '联系方式', 'Phone'] },
  { key: 'idNumber', names: ['身份证号', '身份证号码', '证件号码', '公民身份号码', '身份证', 'Citizen ID'] },
  { key: 'sex', names: ['性别', 'Sex'] },
  { key: 'birthDate', names: ['出生日期', '出生年月日', '出生年月', '生日', 'Date of birth'] },
  { key: 'relation', names: ['与联系人关系', '与户主关系', '家庭关系', '关系', 'Relation to the contact'] },
  { key: 'contactPerson', names: ['家庭联系人', '是否联系人', '是否户主', 'Contact of the household'] },
]

export type ReadPerson = { facts: PersonFacts; address: string; faults: RowFault[] }

const idFaults: Record<Exclude<CitizenIdFault, 'empty'>, ImportFault> = {
  scientific_notation: 'id_lost_digits',
  length: 'id_length',
  characters: 'id_characters',
  region: 'id_region',
  birth_date: 'id_birth_date',
  check_digit: 'id_check_digit',
}
const dateFaults: Record<Exclude<WrittenDateFault, 'empty'>, ImportFault> = {
  format: 'birth_date_format',
  incomplete: 'birth_date_incomplete',
  two_digit_year: 'birth_date_two_digit_year',
  day_order: 'birth_date_day_order',
  calendar: 'birth_date_impossible',
}
const sexes: Record<string, 'female' | 'male'> = {
  男: 'male',
  女: 'female',
  男性: 'male',
  女性: 'female',
  m: 'male',
  f: 'female',
  male: 'male',
  female: 'female',
}
const yeses: Record<string, boolean> = { 是: true, 否: false, 户主: true, 联系人: true, y: true, n: false, yes: true, no: false, '1': true, '0': false }
const relations = new Map<string, Relation>([
  ...(Object.keys(relationWords) as Relation[]).flatMap((key) => [[relationWords[key].zh, key] as const, [relationWords[key].en.toLowerCase(), key] as const]),
  ['本人', 'self'],
  ['户主', 'self'],
  ['丈夫', 'spouse'],
  ['妻子', 'spouse'],
  ['妻', 'spouse'],
  ['夫', 'spouse'],
  ['儿子', 'child'],
  ['女儿', 'child'],
  ['子', 'child'],
  ['女', 'child'],
  ['父亲', 'parent'],
  ['母亲', 'parent'],
  ['父', 'parent'],
  ['母', 'parent'],
  ['孙子', 'grandchild'],
  ['孙女', 'grandchild'],
  ['外孙', 'grandchild'],
  ['外孙女', 'grandchild'],
  ['租客', 'tenant'],
  ['保姆', 'carer'],
])

/** One row as facts; every fault names its column. Nothing is guessed: what cannot be read is said, not dropped. */
export function readPerson(staged: StagedCells, mapping: Partial<Record<PersonImportField, number>>, today: string): ReadPerson {
  const facts: PersonFacts = {}
  const { cellOf, sound, fault, faults } = openCells<PersonImportField>(staged, mapping, (field, code) =>
    code === 'lost_digits'
      ? field === 'phone'
        ? 'phone_lost_digits'
        : 'id_lost_digits'
      : code === 'impossible_date'
        ? 'birth_date_impossible'
        : 'cell_broken',
  )
  const name = cellOf('name')
  if (name === '') fault('name', 'name_missing')
  else if (/[\d<>=@]/u.test(name) || name.length > 60) fault('name', 'name_wrong')
  else facts.name = name
  const address = cellOf('address')
  if (address === '') fault('address', 'address_missing')
  const idNumber = cellOf('idNumber')
  if (idNumber !== '' && sound('idNumber')) {
    const read = readCitizenId(idNumber, today)
    if (read.ok) {
      facts.idNumber = { kind: 'citizenId', number: read.number }
      facts.birthDate = read.birthDate
      facts.sex = read.sex
    } else if (read.fault !== 'empty') fault('idNumber', idFaults[read.fault])
  }
  const birthDate = cellOf('birthDate')
  if (birthDate !== '' && sound('birthDate')) {
    const read = readWrittenDate(birthDate)
    if (!read.ok) {
      if (read.fault !== 'empty' && facts.birthDate == null) fault('birthDate', dateFaults[read.fault])
    } else if (read.date > today) fault('birthDate', 'birth_date_impossible')
    else if (facts.birthDate != null && facts.birthDate !== read.date) fault('birthDate', 'id_disagrees')
    else facts.birthDate = read.date
  }
  const phone = sound('phone') ? phoneOf(cellOf('phone')) : null
  if (phone?.ok) facts.phone = phone.number
  else if (phone) fault('phone', phone.fault)
  const sex = cellOf('sex').toLowerCase()
  if (sex !== '') {
    if (sexes[sex] === undefined) fault('sex', 'sex_unknown')
    else facts.sex = facts.sex ?? sexes[sex]
  }
  const relation = cellOf('relation').toLowerCase()
  if (relation !== '') {
    const known = relations.get(relation)
    if (known === undefined) fault('relation', 'relation_unknown')
    else facts.relation = known
  }
  const contact = cellOf('contactPerson').toLowerCase()
  if (contact !== '') {
    if (yeses[contact] === undefined) fault('contactPerson', 'contact_unknown')
    else facts.contactPerson = yeses[contact]
  }
  return { facts, address, faults }
}
