import type { VisitOutcome } from '@ejia/contract/dealings.ts'
import type { EnterpriseField, EnterpriseKind, EnterpriseSize, ResourceKind } from '@ejia/contract/enterprises.ts'
import type {
  CareGroup,
  CareLevel,
  DataPurpose,
  LegalBasis,
  FactSource,
  HouseholdKind,
  IdKind,
  PersonChange,
  PersonField,
  PersonMove,
  Relation,
  Sex,
} from '@ejia/contract/registry.ts'
import type { Language } from '@ejia/contract/shapes.ts'

/** The words of the grid resource database, for both apps. */
type Words<K extends string> = Record<K, Record<Language, string>>

export const personFieldWords: Words<PersonField> = {
  name: { zh: '姓名', en: 'Name' },
  sex: { zh: '性别', en: 'Sex' },
  birthDate: { zh: '出生日期', en: 'Date of birth' },
  relation: { zh: '与联系人的关系', en: 'Relation to the contact' },
  contactPerson: { zh: '是否家庭联系人', en: 'Contact of the household' },
  phone: { zh: '电话', en: 'Phone' },
  idNumber: { zh: '证件号码', en: 'ID number' },
  residence: { zh: '住址', en: 'Residence' },
}
export const sexWords: Words<Sex> = { female: { zh: '女', en: 'Female' }, male: { zh: '男', en: 'Male' } }
export const relationWords: Words<Relation> = {
  self: { zh: '本人（联系人）', en: 'Contact' },
  spouse: { zh: '配偶', en: 'Spouse' },
  child: { zh: '子女', en: 'Child' },
  parent: { zh: '父母', en: 'Parent' },
  grandparent: { zh: '祖父母', en: 'Grandparent' },
  grandchild: { zh: '孙辈', en: 'Grandchild' },
  sibling: { zh: '兄弟姐妹', en: 'Sibling' },
  relative: { zh: '其他亲属', en: 'Relative' },
  tenant: { zh: '合租人', en: 'Fellow tenant' },
  carer: { zh: '照护人', en: 'Carer' },
  other: { zh: '其他', en: 'Other' },
}
export const idKindWords: Words<IdKind> = {
  citizenId: { zh: '居民身份证', en: 'Citizen ID' },
  passport: { zh: '护照', en: 'Passport' },
  hongKongMacaoTaiwan: { zh: '港澳台居民证件', en: 'Hong Kong, Macao, Taiwan permit' },
  other: { zh: '其他证件', en: 'Other' },
}
export const factSourceWords: Words<FactSource> = {
  visit: { zh: '上门走访', en: 'Visit' },
  phone: { zh: '电话核实', en: 'By phone' },
  resident: { zh: '本人告知', en: 'Told by the resident' },
  import: { zh: '表格导入', en: 'Import' },
  official: { zh: '部门共享', en: 'From an authority' },
  enterprise: { zh: '单位告知', en: 'Told by the enterprise' },
}
export const careGroupWords: Words<CareGroup> = {
  aged80: { zh: '80 岁以上', en: 'Aged 80 and over' },
  livingAlone: { zh: '独居', en: 'Living alone' },
  disabled: { zh: '残疾', en: 'Disabled' },
  lowIncome: { zh: '低收入', en: 'Low income' },
  childInNeed: { zh: '困境儿童', en: 'Child in need' },
  bereaved: { zh: '失独', en: 'Lost their only child' },
  veteran: { zh: '退役军人', en: 'Veteran' },
}
export const careLevelWords: Words<CareLevel> = {
  weekly: { zh: '每周看望', en: 'Weekly' },
  monthly: { zh: '每月看望', en: 'Monthly' },
  quarterly: { zh: '每季看望', en: 'Quarterly' },
}
export const householdKindWords: Words<HouseholdKind> = {
  resident: { zh: '自住', en: 'Own home' },
  rental: { zh: '租住', en: 'Rented' },
  collective: { zh: '集体户', en: 'Collective' },
}
export const dataPurposeWords: Words<DataPurpose> = {
  gridService: { zh: '网格服务', en: 'Grid service' },
  care: { zh: '关爱帮扶', en: 'Care' },
  emergency: { zh: '应急联系', en: 'Emergency' },
  partyWork: { zh: '党建工作', en: 'Party work' },
  ownRequest: { zh: '办理本人诉求', en: 'Their own request' },
  epidemicControl: { zh: '疫情防控', en: 'Epidemic control' },
}
export const legalBasisWords: Words<LegalBasis> = {
  consent: { zh: '您的同意（《个人信息保护法》第十三条）', en: 'your consent (Personal Information Protection Law, Art. 13)' },
  duty: { zh: '履行法定职责（《个人信息保护法》第十三条）', en: 'a statutory duty (Personal Information Protection Law, Art. 13)' },
  separateConsent: { zh: '您的单独同意（《个人信息保护法》第二十九条）', en: 'your separate consent (Personal Information Protection Law, Art. 29)' },
}
export const personChangeWords: Words<PersonChange['change']> = {
  entered: { zh: '登记', en: 'Entered' },
  corrected: { zh: '更正', en: 'Corrected' },
  confirmed: { zh: '核对无误', en: 'Confirmed' },
  moved: { zh: '搬家', en: 'Moved' },
  merged: { zh: '合并', en: 'Merged' },
  split: { zh: '拆分', en: 'Split' },
  imported: { zh: '导入', en: 'Imported' },
  undone: { zh: '撤销导入', en: 'Import undone' },
  ended: { zh: '移出', en: 'Ended' },
  purposeEnded: { zh: '用途终止，销毁', en: 'Purpose ended, destroyed' },
}
export const visitOutcomeWords: Words<VisitOutcome> = {
  entered: { zh: '登记信息', en: 'Facts entered' },
  corrected: { zh: '更正信息', en: 'Facts corrected' },
  confirmed: { zh: '核对无误', en: 'Facts confirmed' },
  careContinues: { zh: '关爱复核，继续', en: 'Care reviewed, goes on' },
  careEnds: { zh: '关爱复核，结束', en: 'Care reviewed, over' },
  needHeard: { zh: '听到一条需求', en: 'A need heard' },
  needRefused: { zh: '走访了，没有提需求', en: 'Visited, no need told' },
}
export const enterpriseFieldWords: Words<EnterpriseField> = {
  kind: { zh: '类型', en: 'Kind' },
  name: { zh: '名称', en: 'Name' },
  creditCode: { zh: '统一社会信用代码', en: 'Credit code' },
  industry: { zh: '行业', en: 'Industry' },
  size: { zh: '规模', en: 'Size' },
  gridCode: { zh: '所在网格', en: 'Grid' },
  address: { zh: '地址', en: 'Address' },
  contactName: { zh: '联系人', en: 'Contact' },
  contactPhone: { zh: '联系电话', en: 'Contact’s phone' },
}
export const personMoveWords: Words<PersonMove> = {
  correct: { zh: '更正信息', en: 'Correct' },
  confirm: { zh: '核对无误', en: 'All still true' },
  reveal: { zh: '查看完整信息', en: 'Show in full' },
  addCare: { zh: '列入关爱', en: 'Add care' },
  moveHousehold: { zh: '搬到另一户', en: 'Move household' },
  merge: { zh: '合并重复', en: 'Merge a double' },
  split: { zh: '拆开错合', en: 'Split' },
  end: { zh: '移出', en: 'Take out' },
}
export const enterpriseKindWords: Words<EnterpriseKind> = {
  enterprise: { zh: '企业', en: 'Enterprise' },
  individualBusiness: { zh: '个体工商户', en: 'Individual business' },
  socialOrganisation: { zh: '社会组织', en: 'Social organisation' },
}
export const enterpriseSizeWords: Words<EnterpriseSize> = {
  large: { zh: '大型', en: 'Large' },
  medium: { zh: '中型', en: 'Medium' },
  small: { zh: '小型', en: 'Small' },
  micro: { zh: '微型', en: 'Micro' },
}
export const resourceKindWords: Words<ResourceKind> = {
  skill: { zh: '有手艺的人', en: 'Skill' },
  room: { zh: '场地', en: 'Room' },
  goods: { zh: '物品', en: 'Goods' },
  service: { zh: '服务', en: 'Service' },
}
