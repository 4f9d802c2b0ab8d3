import type { ImportFault, ImportField, ImportKind } from '@ejia/contract/imports.ts'
import type { Language } from '@ejia/contract/shapes.ts'

type Words<K extends string> = Record<K, Record<Language, string>>

export const importKindWords: Words<ImportKind> = {
  people: { zh: '人员', en: 'People' },
  enterprises: { zh: '企业和个体工商户', en: 'Enterprises and shops' },
}

/** The columns as the template names them; the names offices use besides are the server's to guess. */
export const importFieldWords: Words<ImportField> = {
  name: { zh: '姓名', en: 'Name' },
  address: { zh: '住址', en: 'Address' },
  phone: { zh: '联系电话', en: 'Phone' },
  idNumber: { zh: '身份证号', en: 'Citizen ID' },
  sex: { zh: '性别', en: 'Sex' },
  birthDate: { zh: '出生日期', en: 'Date of birth' },
  relation: { zh: '与联系人关系', en: 'Relation to the contact' },
  contactPerson: { zh: '家庭联系人', en: 'Contact of the household' },
  enterpriseName: { zh: '企业名称', en: 'Name of the enterprise' },
  businessAddress: { zh: '经营地址', en: 'Business address' },
  creditCode: { zh: '统一社会信用代码', en: 'Credit code' },
  enterpriseKind: { zh: '企业类型', en: 'Kind of enterprise' },
  industry: { zh: '行业', en: 'Industry' },
  size: { zh: '规模', en: 'Size' },
  contactName: { zh: '联系人', en: 'Contact' },
  contactPhone: { zh: '联系人电话', en: 'Contact phone' },
  enterpriseGrid: { zh: '所在网格', en: 'Grid' },
}

/** What is wrong with a cell and what to do, in the words of whoever filled it in. */
export const importFaultWords: Words<ImportFault> = {
  name_missing: { zh: '没有填姓名', en: 'The name is missing' },
  name_wrong: { zh: '姓名里有数字或符号，请改成姓名', en: 'The name holds digits or signs' },
  address_missing: { zh: '没有填住址', en: 'The address is missing' },
  address_unknown: {
    zh: '找不到这个地址，请写成“楼名 单元 门牌”，或先在区域里登记这栋楼',
    en: 'No such address; write building, stairwell, door, or enter the building first',
  },
  address_no_door: { zh: '这栋楼里没有这个门牌，请核对单元和门牌', en: 'The building has no such door' },
  address_several: { zh: '有几处地址都像，请写上单元', en: 'Several addresses fit; add the stairwell' },
  id_lost_digits: {
    zh: '证件号被表格改成了科学计数或补了零，请把这一列设成文本后重填',
    en: 'The spreadsheet lost digits of the ID; make the column text and fill it in again',
  },
  id_length: { zh: '证件号不是 18 位', en: 'The ID does not have 18 digits' },
  id_characters: { zh: '证件号里有不该有的字', en: 'The ID holds other characters' },
  id_region: { zh: '证件号前两位不是省份代码', en: 'The ID does not begin with a province' },
  id_birth_date: { zh: '证件号里的出生日期不存在', en: 'The birth date in the ID does not exist' },
  id_check_digit: { zh: '证件号校验位不对，很可能抄错了一位', en: 'The check digit is wrong; probably one digit was miscopied' },
  id_disagrees: { zh: '出生日期和证件号里的不一样', en: 'The birth date differs from the ID' },
  birth_date_format: { zh: '看不出是哪一天，请写成 1956-03-08', en: 'Not a date; write 1956-03-08' },
  birth_date_incomplete: { zh: '出生日期缺月或日', en: 'Month or day is missing' },
  birth_date_two_digit_year: { zh: '年份请写四位', en: 'Write the year with four digits' },
  birth_date_day_order: { zh: '分不清月和日，请写成 1956-03-08', en: 'Month and day cannot be told apart' },
  birth_date_impossible: { zh: '没有这一天，或在今天之后', en: 'No such day, or after today' },
  phone_lost_digits: { zh: '电话被表格改成了科学计数，请设成文本后重填', en: 'The spreadsheet lost digits of the phone' },
  phone_several: { zh: '一格里有两个电话，请只留一个', en: 'Two phones in one cell; keep one' },
  phone_area_code: { zh: '座机请加区号', en: 'Add the area code' },
  phone_wrong: { zh: '电话不对，手机是 11 位', en: 'Not a phone number' },
  sex_unknown: { zh: '性别请填男或女', en: 'Write 男 or 女' },
  relation_unknown: { zh: '关系请从下拉里选', en: 'Choose the relation from the list' },
  contact_unknown: { zh: '是否联系人请填是或否', en: 'Write 是 or 否' },
  enterprise_name_missing: { zh: '没有填企业名称', en: 'The name of the enterprise is missing' },
  enterprise_name_wrong: { zh: '企业名称不对：像公式、编号，或太长', en: 'Not a name: a formula, a number, or too long' },
  business_address_missing: { zh: '没有填经营地址', en: 'The address is missing' },
  building_unknown: {
    zh: '找不到这栋楼，请核对地址，或先在区域里登记这栋楼；不在楼里的请填所在网格',
    en: 'No such building; check the address, enter the building first, or give the grid where there is no building',
  },
  building_several: { zh: '有几栋楼都像，请写全楼名', en: 'Several buildings fit; write the whole name' },
  grid_unknown: { zh: '没有这个网格，或有几个网格都叫这个名字，请写“社区＋网格”的全名', en: 'No such grid, or several of this name; write community and grid' },
  code_lost_digits: {
    zh: '信用代码被表格改成了数字，丢了位数，请把这一列设成文本后重填',
    en: 'The spreadsheet made the code a number and lost digits; make the column text and fill it in again',
  },
  code_old_number: {
    zh: '这是 15 位的旧工商注册号，请换成 18 位统一社会信用代码',
    en: 'This is an old registration number of 15 digits; give the credit code of 18',
  },
  code_organisation_only: { zh: '这只是组织机构代码，请填完整的 18 位统一社会信用代码', en: 'This is the organisation code alone; give the whole credit code' },
  code_length: { zh: '统一社会信用代码不是 18 位', en: 'The credit code does not have 18 characters' },
  code_characters: { zh: '统一社会信用代码里有不该有的字（没有 I、O、S、V、Z）', en: 'The credit code holds other characters (it has no I, O, S, V, Z)' },
  code_registrar: { zh: '统一社会信用代码的第一位不对', en: 'The first character of the credit code is wrong' },
  code_region: { zh: '统一社会信用代码里的地区码不对', en: 'The region in the credit code does not exist' },
  code_check_digit: { zh: '信用代码校验位不对，很可能抄错了一位', en: 'The check digit of the credit code is wrong; probably one character was miscopied' },
  enterprise_kind_missing: { zh: '没有信用代码的，请填类型：企业、个体工商户或社会组织', en: 'Give the kind where there is no credit code' },
  enterprise_kind_unknown: { zh: '类型请填企业、个体工商户或社会组织', en: 'Choose the kind from the list' },
  industry_missing: { zh: '新登记的请填行业', en: 'Give the industry of a new one' },
  size_unknown: { zh: '规模请填大型、中型、小型或微型', en: 'Choose the size from the list' },
  contact_name_wrong: { zh: '联系人里有数字或符号，请改成姓名', en: 'The contact’s name holds digits or signs' },
  enterprise_several: { zh: '这个社区登记了几家同名的，请填统一社会信用代码', en: 'The community has several of this name; give the credit code' },
  enterprise_twice: { zh: '这家企业在表里出现了两次', en: 'This enterprise is in the file twice' },
  twice_in_file: { zh: '这个证件号在表里出现了两次', en: 'This ID is in the file twice' },
  cell_broken: { zh: '这一格的公式或内容坏了，请重填', en: 'The cell’s formula or content is broken' },
  cell_too_long: { zh: '这一格太长', en: 'The cell is too long' },
  rejected: { zh: '这一行和已登记的信息冲突，请核对后再传', en: 'The row conflicts with what is kept; check it and send it again' },
}
