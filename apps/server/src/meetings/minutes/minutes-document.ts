import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  DocumentGridType,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { Minutes } from '@ejia/contract/meetings.ts'
import { dayWords } from './write-minutes.ts'

/**
 * GB/T 9704-2012 党政机关公文格式: A4, margins 37/35/28/26 mm, 22 lines of 28 characters a page, title 2号 小标宋, text 3号
 * 仿宋 with an exact line of 28.95 pt, first-level headings 黑体, second-level 楷体, page number 4号 宋体 between dashes.
 * The fonts are named as the offices have them; where one is missing the program puts its own in place.
 */
const fonts = { title: '方正小标宋简体', text: '仿宋_GB2312', first: '黑体', second: '楷体_GB2312', page: '宋体' } as const
/** 号 in half points, as the file counts. */
const size = { two: 44, three: 32, four: 28 } as const
const line = { line: 579, lineRule: LineRuleType.EXACT } as const
/** No extra gap between a figure and the character beside it. */
const tight = { autoSpaceEastAsianText: false } as const
const twoCharacters = 2 * 16 * 20
const margin = { top: 37, bottom: 35, left: 28, right: 26 } as const
const textWidthMm = 210 - margin.left - margin.right

type Font = (typeof fonts)[keyof typeof fonts]
const run = (text: string, font: Font, half: number, more: { bold?: boolean } = {}) =>
  new TextRun({
    text,
    size: half,
    font: { ascii: font, eastAsia: font, hAnsi: font, cs: font },
    ...more,
  })

export function minutesDocument(minutes: Minutes): Promise<Buffer> {
  const document = new Document({
    title: minutes.title,
    creator: minutes.signed,
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: fonts.text, size: size.three, language: { eastAsia: 'zh-CN', value: 'zh-CN' } } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
            margin: {
              top: convertMillimetersToTwip(margin.top),
              bottom: convertMillimetersToTwip(margin.bottom),
              left: convertMillimetersToTwip(margin.left),
              right: convertMillimetersToTwip(margin.right),
              // The lower edge of the number stands 7 mm under the text.
              footer: convertMillimetersToTwip(margin.bottom - 12),
            },
          },
          grid: { type: DocumentGridType.LINES, linePitch: line.line },
        },
        // Odd pages right, even pages left, one character in from the edge.
        footers: { default: footer(AlignmentType.RIGHT), even: footer(AlignmentType.LEFT) },
        children: [
          new Paragraph({ alignment: AlignmentType.CENTER, spacing: line, children: [run(minutes.title, fonts.title, size.two)] }),
          new Paragraph({ alignment: AlignmentType.CENTER, spacing: { ...line, after: 289 }, children: [run(minutes.number, fonts.text, size.three)] }),
          ...minutes.body
            .split('\n')
            .filter((words) => words.trim() !== '')
            .map(paragraph),
          ...(minutes.tasks.length > 0 ? taskTable(minutes) : []),
          new Paragraph({ spacing: line, children: [] }),
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            spacing: line,
            indent: { right: twoCharacters },
            children: [run(minutes.signed, fonts.text, size.three)],
          }),
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            spacing: line,
            indent: { right: twoCharacters },
            children: [run(dayWords(minutes.day), fonts.text, size.three)],
          }),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

/** 一、 → 黑体, （一） → 楷体, a label before a colon → 黑体, everything else 仿宋. */
function paragraph(words: string): Paragraph {
  return new Paragraph({ alignment: AlignmentType.BOTH, spacing: line, ...tight, indent: { firstLine: twoCharacters }, children: runsOf(words.trim()) })
}

function runsOf(words: string): ParagraphChild[] {
  if (/^[一二三四五六七八九十]+、/u.test(words)) return [run(words, fonts.first, size.three)]
  if (/^（[一二三四五六七八九十]+）/u.test(words)) return [run(words, fonts.second, size.three)]
  const label = /^(?:时间|地点|主持|记录|出席|缺席|列席)：/u.exec(words)?.[0]
  if (label === undefined) return [run(words, fonts.text, size.three)]
  return [run(label, fonts.first, size.three), run(words.slice(label.length), fonts.text, size.three)]
}

const columns = [
  { title: '序号', share: 0.09, align: AlignmentType.CENTER },
  { title: '议定事项', share: 0.39, align: AlignmentType.LEFT },
  { title: '责任', share: 0.22, align: AlignmentType.CENTER },
  { title: '完成时限', share: 0.3, align: AlignmentType.CENTER },
] as const

function taskTable({ tasks }: Minutes): (Paragraph | Table)[] {
  const width = convertMillimetersToTwip(textWidthMm)
  const cell = (index: number, text: string, font: Font) =>
    new TableCell({
      width: { size: Math.round(width * columns[index]!.share), type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      children: [new Paragraph({ alignment: columns[index]!.align, ...tight, children: [run(text, font, size.four)] })],
    })
  const edge = { style: BorderStyle.SINGLE, size: 6, color: '000000' } as const
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { ...line, before: 289 },
      children: [run('议定事项清单', fonts.first, size.three)],
    }),
    new Table({
      width: { size: width, type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      columnWidths: columns.map(({ share }) => Math.round(width * share)),
      borders: { top: edge, bottom: edge, left: edge, right: edge, insideHorizontal: edge, insideVertical: edge },
      rows: [
        new TableRow({ tableHeader: true, cantSplit: true, children: columns.map(({ title }, index) => cell(index, title, fonts.first)) }),
        ...tasks.map(
          (task, number) =>
            new TableRow({
              cantSplit: true,
              children: [String(number + 1), task.title, task.owner, dayWords(task.dueOn)].map((text, index) => cell(index, text, fonts.text)),
            }),
        ),
      ],
    }),
  ]
}

function footer(alignment: (typeof AlignmentType)[keyof typeof AlignmentType]): Footer {
  const one = 14 * 20
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { left: one, right: one },
        children: [
          run('— ', fonts.page, size.four),
          new TextRun({ children: [PageNumber.CURRENT], size: size.four, font: fonts.page }),
          run(' —', fonts.page, size.four),
        ],
      }),
    ],
  })
}
