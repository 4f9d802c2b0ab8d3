import type { FileCase } from './file-case.ts'
import { letters, merges, numberCell, row, table, workbookFile } from './workbook-file.ts'

const head = ['姓名', '身份证号', '联系电话', '住址']
const zhang = ['张三', '11010519491231002X', '13800138000', '幸福里1号楼']
const ordinary = () => workbookFile({ sheets: [{ data: table([head, zhang]) }] })
const withData = (...rows: (string | null)[][]) => workbookFile({ sheets: [{ data: table([head, ...rows]) }] })

/** What offices really send. */
export const workbooks: readonly FileCase[] = [
  { name: 'an ordinary .xlsx', file: ordinary, sheet: 'Sheet1', header: head, columns: [0, 1, 2, 3, null], rows: [zhang], rowNumbers: [2] },
  {
    name: 'identity numbers kept as numbers',
    file: () => withData(['张三', numberCell('3.7020319900101126E+17')], ['李四', numberCell('370203199001011')]),
    rows: [
      ['张三', '370203199001011260', '', ''],
      ['李四', '370203199001011', '', ''],
    ],
    cellFaults: ['B2 lost_digits'],
  },
  {
    name: 'a text that already says 3.70203E+17',
    file: () => withData(['张三', '3.70203E+17']),
    rows: [['张三', '3.70203E+17', '', '']],
    cellFaults: ['B2 lost_digits'],
  },
  {
    name: 'a phone as a number, noise of fractions, a padded code',
    file: () =>
      workbookFile({
        formats: ['00000000'],
        sheets: [{ data: table([head, ['张三', numberCell('1234', 1), numberCell('13800138000'), numberCell('0.30000000000000004')]]) }],
      }),
    rows: [['张三', '00001234', '13800138000', '0.3']],
  },
  {
    name: 'dates as serials, by the format of their cell',
    file: () =>
      workbookFile({
        formats: [14, 'yyyy"年"m"月"d"日"', 'yyyy/m/d h:mm', 'h:mm:ss', 57, '[$-804]aaaa', 31, '0%'],
        sheets: [
          {
            data: table([
              ['姓名', '出生日期', 'c', 'd', 'e', 'f', 'g', 'h', 'i'],
              [
                '张三',
                numberCell('43924', 1),
                numberCell('43924', 2),
                numberCell('43924.5', 3),
                numberCell('0.75', 4),
                numberCell('43924', 5),
                numberCell('43924', 6),
                numberCell('43924', 7),
                numberCell('0.73', 8),
              ],
            ]),
          },
        ],
      }),
    rows: [['张三', '2020-04-03', '2020-04-03', '2020-04-03T12:00:00', '18:00:00', '2020-04', '43924', '2020-04-03', '73%']],
  },
  {
    name: 'dates counted from 1904',
    file: () =>
      workbookFile({
        from1904: true,
        formats: [14],
        sheets: [
          {
            data: table([
              ['姓名', '出生日期'],
              ['张三', numberCell('42462', 1)],
            ]),
          },
        ],
      }),
    rows: [['张三', '2020-04-03']],
  },
  {
    name: 'days Excel alone knows',
    file: () =>
      workbookFile({
        formats: [14],
        sheets: [
          {
            data: table([
              ['姓名', '出生日期'],
              ['张三', numberCell('60', 1)],
              ['李四', numberCell('-1', 1)],
              ['王五', numberCell('59', 1)],
              ['赵六', numberCell('99999999', 1)],
            ]),
          },
        ],
      }),
    rows: [
      ['张三', '60'],
      ['李四', '-1'],
      ['王五', '1900-02-28'],
      ['赵六', '99999999'],
    ],
    cellFaults: ['B2 impossible_date', 'B3 impossible_date', 'B5 impossible_date'],
  },
  {
    name: 'dates as 2020.4.3 and full-width digits, left as written',
    file: () => withData(['张三', '2020.4.3', '１３８００１３８０００']),
    rows: [['张三', '2020.4.3', '１３８００１３８０００', '']],
  },
  {
    name: 'formulas: cached values, errors, and none',
    file: () =>
      withData(
        [
          '<c t="str"><f>A1&amp;"x"</f><v>张三</v></c>',
          '<c t="e"><f>VLOOKUP(1,A:B,2,0)</f><v>#N/A</v></c>',
          '<c t="e"><v>#REF!</v></c>',
          '<c><f>NOW()</f></c>',
        ],
        ['李四', '<c><f>1+1</f><v>2</v></c>', '<c t="b"><v>1</v></c>'],
      ),
    rows: [
      ['张三', '#N/A', '#REF!', ''],
      ['李四', '2', 'TRUE', ''],
    ],
    cellFaults: ['B2 error_value', 'C2 error_value', 'D2 formula_without_value'],
  },
  {
    name: 'rich text joined, reading aids left out, escapes undone',
    file: () =>
      workbookFile({
        strings:
          '<si><r><rPr><b/></rPr><t>张</t></r><r><t xml:space="preserve">三 </t></r><rPh sb="0" eb="1"><t>zhang</t></rPh></si><si><t>一_x000D_\n二&amp;&#x4e09;<![CDATA[<四>]]></t></si>',
        sheets: [
          {
            data: table([
              ['姓名', '住址'],
              ['<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>'],
            ]),
          },
        ],
      }),
    rows: [['张三 ', '一\n二&三<四>']],
  },
  { name: 'a shared string that is not there', file: () => withData(['张三', '<c t="s"><v>99</v></c>']), rows: [['张三', '', '', '']] },
  {
    name: 'title rows and notes above the header',
    file: () =>
      workbookFile({
        sheets: [
          { data: row(1, ['幸福社区2020年居民登记表']) + row(2, ['填表人：', '王五', null, '日期：']) + row(4, head) + row(5, zhang), after: merges('A1:D1') },
        ],
      }),
    header: head,
    rows: [zhang],
    rowNumbers: [5],
  },
  {
    name: 'a header in two rows with merged cells',
    file: () =>
      workbookFile({
        sheets: [
          {
            data: table([['登记表'], ['姓名', '联系方式', null, '住址'], [null, '手机', '座机'], ['张三', '138', '0532', '一号楼']]),
            after: merges('A1:D1', 'A2:A3', 'B2:C2', 'D2:D3'),
          },
        ],
      }),
    header: ['姓名', '联系方式 / 手机', '联系方式 / 座机', '住址'],
    columns: [0, null, 1, 3, null],
    rows: [['张三', '138', '0532', '一号楼']],
    rowNumbers: [4],
  },
  {
    name: 'an address merged down over a family',
    file: () =>
      workbookFile({
        sheets: [
          {
            data: table([
              ['住址', '姓名'],
              ['1号楼101', '张三'],
              [null, '李四'],
              [null, '张小'],
              ['1号楼102', '王五'],
            ]),
            after: merges('A2:A4'),
          },
        ],
      }),
    rows: [
      ['1号楼101', '张三'],
      ['1号楼101', '李四'],
      ['1号楼101', '张小'],
      ['1号楼102', '王五'],
    ],
  },
  {
    name: 'the right sheet among several, hidden ones ignored',
    file: () =>
      workbookFile({
        sheets: [
          { name: '说明', data: table([['请看'], ['填写说明']]) },
          { name: '旧', state: 'hidden', data: table([[...head, '出生日期'], zhang]) },
          { name: '更旧', state: 'veryHidden', data: table([[...head, '出生日期'], zhang]) },
          { name: '居民', data: table([head, zhang]) },
          {
            name: '楼栋',
            data: table([
              ['楼栋', '住址'],
              ['1', '2'],
            ]),
          },
        ],
      }),
    sheet: '居民',
    rows: [zhang],
  },
  {
    name: 'columns in another order, with marks, brackets and spaces',
    file: () =>
      workbookFile({
        sheets: [
          {
            data: table([
              ['序号', '住  址', '联系电话（必填）', '*姓名', '身份证号码\n(18位)'],
              ['1', '一号楼', '138', '张三', '110'],
            ]),
          },
        ],
      }),
    columns: [3, 4, 2, 1, null],
  },
  {
    name: 'two columns of one name',
    file: () =>
      workbookFile({
        sheets: [
          {
            data: table([
              ['姓名', '姓名', '手机'],
              ['张三', '李四', '1'],
            ]),
          },
        ],
      }),
    columns: [0, null, 2, null, null],
  },
  {
    name: 'a header nobody expected',
    file: () => workbookFile({ sheets: [{ data: table([['统计'], ['甲', '乙', '丙'], ['1', '2', '3']]) }] }),
    header: ['甲', '乙', '丙'],
    columns: [null, null, null, null, null],
    rows: [['1', '2', '3']],
  },
  {
    name: 'rows and cells without their places',
    file: () =>
      workbookFile({
        sheets: [{ data: '<row><c t="inlineStr"><is><t>姓名</t></is></c><c t="inlineStr"><is><t>手机</t></is></c></row><row><c/><c><v>138</v></c></row>' }],
      }),
    rows: [['', '138']],
    rowNumbers: [2],
  },
  {
    name: 'prefixed names as some programs write them',
    file: () =>
      workbookFile({
        sheets: [{ data: '' }],
        change: (parts) =>
          parts.map((part) =>
            part.name.includes('sheet1')
              ? {
                  ...part,
                  data: '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v>姓名</x:v></x:c></x:row><x:row r="2"><x:c r="A2" t="str"><x:v>张三</x:v></x:c></x:row></x:sheetData></x:worksheet>',
                }
              : part,
          ),
      }),
    rows: [['张三']],
  },
  {
    name: '1,048,576 rows painted blank',
    file: () =>
      workbookFile({
        sheets: [
          {
            data:
              table([head, zhang]) + Array.from({ length: 1_048_574 }, (_, index) => `<row r="${index + 3}" s="1"><c r="A${index + 3}" s="1"/></row>`).join(''),
          },
        ],
      }),
    rows: [zhang],
  },
  { name: 'rows of spaces behind the data', file: () => withData(zhang, [' ', '　'], [null, '\u00a0']), rows: [zhang] },
  {
    name: '16,384 columns painted blank',
    file: () =>
      workbookFile({
        sheets: [
          {
            data:
              row(1, head) + `<row r="2">${Array.from({ length: 16_384 }, (_, index) => `<c r="${letters(index)}2" s="1"/>`).join('')}</row>` + row(3, zhang),
          },
        ],
      }),
    rows: [zhang],
    rowNumbers: [3],
  },
  {
    name: 'an .xlsm: read as data, its macros never looked at',
    file: () => workbookFile({ sheets: [{ data: table([head, zhang]) }], extraParts: [{ name: 'xl/vbaProject.bin', data: 'Attribute VB_Name = "AutoOpen"' }] }),
    rows: [zhang],
  },
  {
    name: 'links to other files and to the network: nothing is fetched',
    file: () =>
      workbookFile({
        sheets: [{ data: table([head, ['<c t="str"><f>\'[http://127.0.0.1:1/x.xlsx]S\'!A1</f><v>张三</v></c>']]) }],
        extraParts: [{ name: 'xl/externalLinks/externalLink1.xml', data: '<externalLink/>' }],
        change: (parts) =>
          parts.map((part) =>
            part.name === 'xl/_rels/workbook.xml.rels'
              ? {
                  ...part,
                  data: String(part.data).replace(
                    '</Relationships>',
                    '<Relationship Id="e1" Type="x/externalLinkPath" Target="http://127.0.0.1:1/x.xlsx" TargetMode="External"/></Relationships>',
                  ),
                }
              : part,
          ),
      }),
    rows: [['张三', '', '', '']],
  },
  {
    name: 'formula texts and control characters',
    file: () => withData(["'=cmd|' /C calc'!A0", '_x0000_张_x0007_三', "'-a"]),
    rows: [["=cmd|' /C calc'!A0", '张三', '-a', '']],
  },
]
