import { readCreditCode, type CreditCodeFault } from '@ejia/check-digits/credit-code.ts'
import type { EnterpriseKind, EnterpriseSize } from '@ejia/contract/enterprises.ts'
import type { EnterpriseImportField, ImportFault } from '@ejia/contract/imports.ts'
import { enterpriseKindWords, enterpriseSizeWords } from '@ejia/dictionary/registry-words.ts'
import { openCells, phoneOf, type RowFault, type StagedCells } from '../read-cells.ts'

/** The names offices give their columns. */
export const enterpriseColumns: readonly { key: EnterpriseImportField; names: readonly string[] }[] = [
  {
    key: 'enterpriseName',
    names: ['企业名称', '单位名称', '商户名称', '店铺名称', '公司名称', '市场主体名称', '字号名称', '店名', '名称', 'Name of the enterprise'],
  },
  {
    key: 'businessAddress',
    names: ['经营地址', '经营场所', '注册地址', '企业地址', '单位地址', '商户地址', '店铺地址', '详细地址', '住所', '地址', 'Business address'],
  },
  { key: 'creditCode', names: ['统一社会信用代码', '社会信用代码', '信用代码', '统一信用代码', 'USCC', 'Credit code'] },
  { key: 'enterpriseKind', names: ['企业类型', '主体类型', '市场主体类型', '单位类型', '类型', '类别', 'Kind of enterprise'] },
  { key: 'industry', names: ['行业', '所属行业', '行业类别', '行业门类', '经营项目', '主营业务', '主营', '业态', 'Industry'] },
  { key: 'size', names: ['规模', '企业规模', '规模类型', '企业划型', 'Size'] },
  { key: 'contactName', names: ['联系人', '企业联系人', '联系人姓名', '负责人', '经营者', '法定代表人', '法人代表', '法人', 'Contact'] },
  {
    key: 'contactPhone',
    names: [
      '联系电话',
      '联系人电话',
      '联系人手机',
      '法人电话',
      '法定代表人电话',
      '负责人电话',
      '经营者电话',
      '手机号码',
      '手机号',
      '电话',
      '联系方式',
      'Contact phone',
    ],
  },
  { key: 'enterpriseGrid', names: ['所在网格', '所属网格', '网格名称', '网格编码', '网格', 'Grid'] },
]

/** What a row tells; what it leaves out stays as it is known. */
export type EnterpriseFacts = {
  name?: string
  creditCode?: string
  kind?: EnterpriseKind
  industry?: string
  size?: EnterpriseSize
  address?: string
  contactName?: string
  contactPhone?: string
}
export type ReadEnterprise = { facts: EnterpriseFacts; grid: string; faults: RowFault[] }

const codeFaults: Record<Exclude<CreditCodeFault, 'empty'>, ImportFault> = {
  scientific_notation: 'code_lost_digits',
  old_registration_number: 'code_old_number',
  organisation_code_only: 'code_organisation_only',
  length: 'code_length',
  characters: 'code_characters',
  registrar: 'code_registrar',
  region: 'code_region',
  check_digit: 'code_check_digit',
}
const kinds = new Map<string, EnterpriseKind>([
  ...wordsOf(enterpriseKindWords),
  ['公司', 'enterprise'],
  ['有限公司', 'enterprise'],
  ['有限责任公司', 'enterprise'],
  ['股份有限公司', 'enterprise'],
  ['个人独资企业', 'enterprise'],
  ['合伙企业', 'enterprise'],
  ['农民专业合作社', 'enterprise'],
  ['分公司', 'enterprise'],
  ['个体', 'individualBusiness'],
  ['个体户', 'individualBusiness'],
  ['个体工商', 'individualBusiness'],
  ['社会团体', 'socialOrganisation'],
  ['民办非企业单位', 'socialOrganisation'],
  ['民办非企业', 'socialOrganisation'],
  ['社会服务机构', 'socialOrganisation'],
  ['基金会', 'socialOrganisation'],
])
const sizes = new Map<string, EnterpriseSize>([
  ...wordsOf(enterpriseSizeWords),
  ...(Object.keys(enterpriseSizeWords) as EnterpriseSize[]).flatMap((key) => {
    const word = enterpriseSizeWords[key].zh
    return [[`${word}企业`, key] as const, [word.slice(0, 1), key] as const]
  }),
])

function wordsOf<K extends string>(words: Record<K, { zh: string; en: string }>): (readonly [string, K])[] {
  return (Object.keys(words) as K[]).flatMap((key) => [[words[key].zh, key] as const, [words[key].en.toLowerCase(), key] as const])
}

/** GB 32100: the first two characters say who registered what. */
const kindsByCode: Record<string, EnterpriseKind> = {
  '91': 'enterprise',
  '92': 'individualBusiness',
  '93': 'enterprise',
  '51': 'socialOrganisation',
  '52': 'socialOrganisation',
  '53': 'socialOrganisation',
}

/** One row as facts; every fault names its column. Nothing is guessed: what cannot be read is said, not dropped. */
export function readEnterprise(staged: StagedCells, mapping: Partial<Record<EnterpriseImportField, number>>): ReadEnterprise {
  const facts: EnterpriseFacts = {}
  const { cellOf, sound, fault, faults } = openCells<EnterpriseImportField>(staged, mapping, (field, code) =>
    code !== 'lost_digits' ? 'cell_broken' : field === 'creditCode' ? 'code_lost_digits' : field === 'contactPhone' ? 'phone_lost_digits' : 'cell_broken',
  )
  const name = registeredName(cellOf('enterpriseName'))
  if (name === '') fault('enterpriseName', 'enterprise_name_missing')
  else if (/^[=+\-@]|[<>]|^\d+$/u.test(name) || name.length > 120) fault('enterpriseName', 'enterprise_name_wrong')
  else facts.name = name
  const address = cellOf('businessAddress')
  if (address === '') fault('businessAddress', 'business_address_missing')
  else if (address.length > 200) fault('businessAddress', 'cell_too_long')
  else facts.address = address
  const creditCode = cellOf('creditCode')
  if (creditCode !== '' && sound('creditCode')) {
    const read = readCreditCode(creditCode)
    if (read.ok) facts.creditCode = read.code
    else if (read.fault !== 'empty') fault('creditCode', codeFaults[read.fault])
  }
  const kind = cellOf('enterpriseKind').toLowerCase()
  const known = kind === '' ? kindsByCode[facts.creditCode?.slice(0, 2) ?? ''] : kinds.get(kind.replace(/\(.*\)$/u, ''))
  if (known) facts.kind = known
  else if (kind !== '') fault('enterpriseKind', 'enterprise_kind_unknown')
  const industry = cellOf('industry')
  if (industry.length > 60) fault('industry', 'cell_too_long')
  else if (industry !== '' && sound('industry')) facts.industry = industry
  const size = cellOf('size').toLowerCase()
  if (size !== '') {
    const read = sizes.get(size)
    if (read) facts.size = read
    else fault('size', 'size_unknown')
  }
  const contactName = cellOf('contactName')
  if (/[\d<>=@]/u.test(contactName) || contactName.length > 60) fault('contactName', 'contact_name_wrong')
  else if (contactName !== '') facts.contactName = contactName
  const phone = sound('contactPhone') ? phoneOf(cellOf('contactPhone')) : null
  if (phone?.ok) facts.contactPhone = phone.number
  else if (phone) fault('contactPhone', phone.fault)
  return { facts, grid: cellOf('enterpriseGrid'), faults }
}

/** Brackets in a registered Chinese name are of full width. */
const registeredName = (name: string) => (/\p{Script=Han}/u.test(name) ? name.replaceAll('(', '（').replaceAll(')', '）') : name).replace(/\s+/gu, ' ')
