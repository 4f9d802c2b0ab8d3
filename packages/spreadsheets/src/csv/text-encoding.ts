import iconv from 'iconv-lite'
import type { FileBytes } from '../file-bytes.ts'
import { SpreadsheetFault } from '../spreadsheet-fault.ts'

export type TextEncoding = 'utf8' | 'utf-16le' | 'utf-16be' | 'gb18030'

/** One character in this many may be broken before we say that the guess is wrong. */
const mostBroken = 1 / 200

/** Runs through the whole file: a name in GBK may stand behind a megabyte of plain ASCII. */
export async function detectEncoding(file: FileBytes): Promise<TextEncoding> {
  const head = await file.slice(0, 4096)
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const zeros = { even: 0, odd: 0 }
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2 === 0 ? 'even' : 'odd'] += 1
  })
  if (zeros.even + zeros.odd > 0) {
    // A little-endian text without a mark still has a zero behind each comma, digit and line end.
    if (zeros.even === 0 && zeros.odd * 20 > head.length) return 'utf-16le'
    if (zeros.odd === 0 && zeros.even * 20 > head.length) return 'utf-16be'
    throw new SpreadsheetFault('not_a_spreadsheet', { looksLike: 'binary' })
  }
  if (await isUtf8(file)) return 'utf8'
  const { characters, broken } = await countBroken(file)
  if (broken > characters * mostBroken) throw new SpreadsheetFault('unknown_encoding')
  return 'gb18030'
}

async function isUtf8(file: FileBytes): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of file.stream() as AsyncIterable<Buffer>) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

async function countBroken(file: FileBytes): Promise<{ characters: number; broken: number }> {
  const count = { characters: 0, broken: 0 }
  for await (const text of decodeText(file, 'gb18030')) {
    count.characters += text.length
    for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', at + 1)) count.broken += 1
    // eslint-disable-next-line no-control-regex
    count.broken += text.match(/[\u0000-\u0008\u000e-\u001a\u007f]/gu)?.length ?? 0
  }
  return count
}

export async function* decodeText(file: FileBytes, encoding: TextEncoding): AsyncGenerator<string, void> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true })
  for await (const chunk of file.stream() as AsyncIterable<Buffer>) {
    const text = decoder.write(chunk)
    if (text !== '') yield text
  }
  const last = decoder.end()
  if (last) yield last
}
