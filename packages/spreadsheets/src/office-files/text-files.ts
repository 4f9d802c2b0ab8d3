import iconv from 'iconv-lite'
import type { FileCase } from './file-case.ts'

const bom = '\ufeff'
const plain = '姓名,联系电话\r\n张三,13800138000\r\n李四,13900139000\r\n'
const plainRows = [
  ['张三', '13800138000'],
  ['李四', '13900139000'],
]

export const textFiles: readonly FileCase[] = [
  {
    name: 'CSV in UTF-8 with a mark',
    file: () => Buffer.from(bom + plain),
    encoding: 'utf8',
    header: ['姓名', '联系电话'],
    rows: plainRows,
    rowNumbers: [2, 3],
  },
  { name: 'CSV in UTF-8 without a mark', file: () => Buffer.from(plain), encoding: 'utf8', rows: plainRows },
  {
    name: 'CSV in UTF-16 little-endian ("Unicode text" of Excel, tabs)',
    file: () => iconv.encode(bom + plain.replaceAll(',', '\t'), 'utf-16le'),
    encoding: 'utf-16le',
    rows: plainRows,
  },
  { name: 'CSV in UTF-16 little-endian without a mark', file: () => iconv.encode(plain, 'utf-16le'), encoding: 'utf-16le', rows: plainRows },
  { name: 'CSV in UTF-16 big-endian', file: () => iconv.encode(bom + plain, 'utf-16be'), encoding: 'utf-16be', rows: plainRows },
  { name: 'CSV in GBK', file: () => iconv.encode(plain, 'gbk'), encoding: 'gb18030', rows: plainRows },
  {
    name: 'CSV in GBK whose first Chinese cell stands behind 100 kB of ASCII',
    file: () => iconv.encode(`name,phone\n${'Zhang,13800138000\n'.repeat(6000)}张三,1\n`, 'gbk'),
    options: { limits: { rows: 10_000 } },
    encoding: 'gb18030',
  },
  {
    name: 'CSV in GBK with rare characters of names',
    file: () => iconv.encode('姓名,住址\n朱镕基,喆园\n陶喆,囍苑\n', 'gbk'),
    encoding: 'gb18030',
    rows: [
      ['朱镕基', '喆园'],
      ['陶喆', '囍苑'],
    ],
  },
  {
    name: 'CSV in GB18030 with four-byte characters',
    file: () => iconv.encode('姓名,住址\n王㛃,䶮苑\n李𬭎,一号楼\n', 'gb18030'),
    encoding: 'gb18030',
    rows: [
      ['王㛃', '䶮苑'],
      ['李𬭎', '一号楼'],
    ],
  },
  {
    name: 'CSV with quotes, commas and line ends inside cells',
    file: () => Buffer.from('姓名,住址\n"张三","幸福里,1号楼\n2单元"\n"李""四""",""\n'),
    rows: [
      ['张三', '幸福里,1号楼\n2单元'],
      ['李"四"', ''],
    ],
    rowNumbers: [2, 3],
  },
  { name: 'CSV with semicolons', file: () => Buffer.from(plain.replaceAll(',', ';')), rows: plainRows },
  { name: 'CSV with tabs', file: () => Buffer.from(plain.replaceAll(',', '\t')), rows: plainRows },
  { name: 'CSV that names its separator', file: () => Buffer.from(`sep=|\r\n${plain.replaceAll(',', '|')}`), rows: plainRows, rowNumbers: [3, 4] },
  {
    name: 'CSV with mixed line ends',
    file: () => Buffer.from('姓名,住址\r\n张三,一\n李四,二\r王五,三'),
    rows: [
      ['张三', '一'],
      ['李四', '二'],
      ['王五', '三'],
    ],
    rowNumbers: [2, 3, 4],
  },
  {
    name: 'CSV with blank rows between and behind',
    file: () => Buffer.from(`姓名,住址\n,\n张三,一\n\n , \n李四,二\n${',\n'.repeat(500)}`),
    rows: [
      ['张三', '一'],
      ['李四', '二'],
    ],
    rowNumbers: [3, 6],
  },
  {
    name: 'CSV saved by Excel: identity number as 3.70203E+17, phone as 1.38E+10',
    file: () => Buffer.from('姓名,身份证号,联系电话\n张三,3.70203E+17,1.38E+10\n李四,11010519491231002X,1.3800138E+7\n'),
    rows: [
      ['张三', '3.70203E+17', '1.38E+10'],
      ['李四', '11010519491231002X', '1.3800138E+7'],
    ],
    cellFaults: ['B2 lost_digits', 'C2 lost_digits'],
  },
  {
    name: 'CSV with the tricks that keep digits: ="…", apostrophe, tab',
    file: () => Buffer.from('姓名,身份证号\n张三,"=""11010519491231002X"""\n李四,\'110105194912310020\n王五,\t110105194912310021\n'),
    rows: [
      ['张三', '11010519491231002X'],
      ['李四', '110105194912310020'],
      ['王五', '110105194912310021'],
    ],
  },
  {
    name: 'CSV with dates as 2020.4.3 and full-width digits, left as written',
    file: () => Buffer.from('姓名,出生日期,联系电话\n张三,2020.4.3,１３８００１３８０００\n'),
    rows: [['张三', '2020.4.3', '１３８００１３８０００']],
  },
  {
    name: 'CSV with a header in two rows and gaps',
    file: () => Buffer.from('姓名,联系方式,,住址\n,手机,座机,\n张三,138,0532,一号楼\n'),
    header: ['姓名', '联系方式 / 手机', '联系方式 / 座机', '住址'],
    rows: [['张三', '138', '0532', '一号楼']],
  },
  {
    name: 'CSV with a title row and two columns of one name',
    file: () => Buffer.from('幸福社区居民花名册\n姓名,手机,手机\n张三,1,2\n'),
    header: ['姓名', '手机', '手机'],
    columns: [0, null, 1, null, null],
    rows: [['张三', '1', '2']],
  },
  { name: 'CSV with a quote that never closes', file: () => Buffer.from(`姓名,住址\n张三,"一\n${'李四,二\n'.repeat(20)}`), fault: 'damaged' },
  {
    name: 'CSV with NUL and half a surrogate pair in UTF-16',
    file: () => iconv.encode(`${bom}姓名,住址\n张\0三,一\ud83d\n`, 'utf-16le'),
    rows: [['张三', '一\ufffd']],
    cellFaults: ['B2 unreadable_characters'],
  },
  {
    name: 'a byte broken in a GBK file',
    file: () => Buffer.concat([iconv.encode(`姓名,住址\n${'张三,一号楼\n'.repeat(100)}李`, 'gbk'), Buffer.from([0xff, 0x2c, 0x31])]),
    encoding: 'gb18030',
    cellFaults: ['A102 unreadable_characters'],
  },
  {
    name: 'Big5 or noise that is no GBK',
    file: () => Buffer.from(Array.from({ length: 4000 }, (_, index) => (index % 3 === 0 ? 0xff : 0x80 + (index % 7)))),
    fault: 'unknown_encoding',
  },
]
