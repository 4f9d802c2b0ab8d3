import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Minutes } from '@ejia/contract/meetings.ts'
import { minutesDocument } from '../src/meetings/minutes/minutes-document.ts'

const minutes: Minutes = {
  version: 2,
  title: '暖阳街道党建指导员联席会议纪要',
  number: '〔2026〕第3次',
  body: [
    '时间：2026年11月20日 14:00—15:30',
    '地点：街道三楼会议室',
    '主持：钱明远　记录：孙雅琴',
    '一、给老人免费理发',
    '（一）情况',
    '走访中四十六户说起同一件事：街边的理发摊不来了，店里太挤不敢去，子女叮嘱少出门，有的老人两个月没有理发。',
    '（二）议定',
    '同意。每月十六日下午办一次户外免费理发，工具严格消毒。',
    ...Array.from({ length: 40 }, (_, index) => `第${index + 1}段：逐项说明各网格的准备情况，场地、人手、消毒用品都已落实到人。`),
  ].join('\n'),
  tasks: [
    { title: '联系辖区理发店，登记能来的师傅', owner: '李秀兰', dueOn: '2026-12-05' },
    { title: '核查消毒要求并备好用品', owner: '市场监督管理所', dueOn: '2026-12-04' },
  ],
  signed: '暖阳街道',
  day: '2026-11-20',
}

let parts: Record<string, string> = {}
let file: Buffer
beforeAll(async () => {
  file = await minutesDocument(minutes)
  parts = Object.fromEntries(
    Object.entries(unzipSync(new Uint8Array(file)))
      .filter(([name]) => name.endsWith('.xml'))
      .map(([name, bytes]) => [name, strFromU8(bytes)]),
  )
})

/** GB/T 9704-2012, written apart from the code: what the parts of the file must say. */
describe('the parts of the file', () => {
  const body = () => parts['word/document.xml']!
  /** The run properties of the first run that holds the words. */
  const styleOf = (words: string) => {
    const at = body().indexOf(`>${words}`)
    expect(at, words).toBeGreaterThan(0)
    return body().slice(body().lastIndexOf('<w:r>', at), at)
  }

  test.each([
    ['暖阳街道党建指导员联席会议纪要', '方正小标宋简体', 44],
    ['时间：', '黑体', 32],
    ['2026年11月20日 14:00', '仿宋_GB2312', 32],
    ['一、给老人免费理发', '黑体', 32],
    ['（一）情况', '楷体_GB2312', 32],
    ['同意。每月十六日下午', '仿宋_GB2312', 32],
    ['议定事项清单', '黑体', 32],
    ['联系辖区理发店', '仿宋_GB2312', 28],
  ])('%s: %s', (words, font, half) => {
    expect(styleOf(words)).toContain(`w:eastAsia="${font}"`)
    expect(styleOf(words)).toContain(`<w:sz w:val="${half}"/>`)
  })

  test('page: A4, margins 37, 35, 28, 26 mm, an exact line of 28.95 pt', () => {
    const twips = (mm: number) => Math.floor((mm / 25.4) * 72 * 20)
    const of = (name: string) => Number(new RegExp(`<w:pgMar[^>]*w:${name}="(\\d+)"`, 'u').exec(body())?.[1])
    expect([of('top'), of('bottom'), of('left'), of('right')].map((value, index) => Math.abs(value - twips([37, 35, 28, 26][index]!)) <= 1)).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(body()).toMatch(/<w:pgSz w:w="1190[56]" w:h="1683[78]"/u)
    expect(body()).toContain('w:line="579"')
    expect(body()).toContain('w:lineRule="exact"')
  })

  test('two page numbers, odd right and even left, in 四号 宋体 between dashes', () => {
    const feet = Object.entries(parts).filter(([name]) => name.startsWith('word/footer'))
    expect(feet.map(([, xml]) => /w:jc w:val="(\w+)"/u.exec(xml)?.[1]).toSorted()).toEqual(['left', 'right'])
    for (const [, xml] of feet) {
      for (const part of ['PAGE', '— ', 'w:eastAsia="宋体"', '<w:sz w:val="28"/>']) expect(xml).toContain(part)
    }
    expect(parts['word/settings.xml']).toContain('evenAndOddHeaders')
  })

  test('a table of the decisions with its head repeated', () => {
    expect(body().match(/<w:tr>|<w:tr /gu)).toHaveLength(3)
    expect(body()).toContain('<w:tblHeader')
  })
})

const office = spawnSync('soffice', ['--version'], { encoding: 'utf8' })
const missing = office.status !== 0
const folder = mkdtempSync(join(tmpdir(), 'ejia-minutes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('opened by LibreOffice', () => {
  test('it is there where it must be', ({ annotate }) => {
    // A machine with only Node.js and git still tests the parts above; the project's own CI brings LibreOffice along.
    if (missing) void annotate('LibreOffice is absent: the file was tested by its parts, not by opening it')
    expect(missing && process.env['CI'] !== undefined).toBe(false)
  })

  test.skipIf(missing)('text, table and fonts as written, on pages of the right size', { timeout: 180_000 }, () => {
    const path = join(folder, 'minutes.docx')
    writeFileSync(path, file)
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, path], { stdio: 'pipe', env: { ...process.env, HOME: folder } })
    const pdf = join(folder, 'minutes.pdf')
    const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
    const flat = text.replace(/\s+/gu, '')
    for (const words of [
      minutes.title,
      minutes.number,
      ...minutes.body.split('\n'),
      // What a cell breaks in two stands with its neighbours between.
      ...minutes.tasks.flatMap((task) => [task.title.slice(0, 8), task.owner.slice(0, 6)]),
      '2026年12月5日',
      '议定事项清单',
      '序号议定事项责任完成时限',
    ])
      // A line may break where a page ends; each piece stands whole.
      expect(flat, words).toContain(words.replace(/\s+/gu, '').slice(0, 14))
    const facts = execFileSync('pdfinfo', [pdf], { encoding: 'utf8' })
    expect(facts).toMatch(/Page size:\s+595\.\d+ x 841\.\d+ pts \(A4\)/u)
    const pages = Number(/Pages:\s+(\d+)/u.exec(facts)?.[1])
    expect(pages).toBeGreaterThan(1)
    for (let page = 1; page <= pages; page++) expect(flat).toContain(`—${page}—`)
    // 22 lines a page: the exact line of 28.95 pt holds whatever font was put in place.
    const first = execFileSync('pdftotext', ['-l', '1', '-layout', pdf, '-'], { encoding: 'utf8' })
    expect(first.split('\n').filter((line) => line.trim() !== '').length).toBeGreaterThanOrEqual(21)
    // Every Chinese character has a glyph: fonts are embedded, none is a last resort.
    const fonts = execFileSync('pdffonts', [pdf], { encoding: 'utf8' })
    expect(
      fonts
        .split('\n')
        .slice(2)
        .filter((line) => line.trim() !== '')
        .every((line) => / yes /u.test(line)),
    ).toBe(true)
    expect(readFileSync(pdf).length).toBeGreaterThan(10_000)
  })
})
