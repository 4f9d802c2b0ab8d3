import type { ImportFault, ImportField } from '@ejia/contract/imports.ts'
import type { Language } from '@ejia/contract/shapes.ts'

type Words<K extends string> = Record<K, Record<Language, string>>

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
  twice_in_file: { zh: '这个证件号在表里出现了两次', en: 'This ID is in the file twice' },
  cell_broken: { zh: '这一格的公式或内容坏了，请重填', en: 'The cell’s formula or content is broken' },
  cell_too_long: { zh: '这一格太长', en: 'The cell is too long' },
  rejected: { zh: '这一行和已登记的信息冲突，请到人员页面核对', en: 'The row conflicts with what is kept; check it on the person’s page' },
}
