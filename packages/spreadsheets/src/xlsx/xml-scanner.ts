import { TextDecoder } from 'node:util'
import { SpreadsheetFault } from '../spreadsheet-fault.ts'

/** Called in document order. `attributes` is the raw text; names come without their prefix. */
export interface XmlListener {
  open: (name: string, attributes: string) => void
  text: (text: string) => void
  close: (name: string) => void
}

/** The longest single tag or text: Excel's own limit of a cell is 32,767 characters. Kept small, since an unfinished piece is looked at again with each chunk. */
const longestPiece = 1024 * 1024
const deepest = 256

/**
 * Reads XML in chunks, in one pass, with nothing but the five named entities and character numbers.
 * A DOCTYPE is refused: Office writes none, and it is where entity bombs and XXE live.
 */
export class XmlScanner {
  private rest = ''
  private decoder: TextDecoder | null = null
  private depth = 0
  private rootSeen = false
  private readonly listener: XmlListener
  constructor(listener: XmlListener) {
    this.listener = listener
  }

  push(chunk: Buffer): void {
    this.decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : chunk[0] === 0xfe && chunk[1] === 0xff ? 'utf-16be' : 'utf-8')
    this.scan(this.rest + this.decoder.decode(chunk, { stream: true }))
    if (this.rest.length > longestPiece) throw new SpreadsheetFault('unsafe_content', { reason: 'endless markup' })
  }

  /** Throws where the document is cut off. */
  end(): void {
    if (this.depth !== 0 || !this.rootSeen || this.rest.trim() !== '') throw new SpreadsheetFault('damaged', { reason: 'cut off' })
  }

  private scan(xml: string): void {
    let at = 0
    while (at < xml.length) {
      const open = xml.indexOf('<', at)
      if (open === -1) break
      if (open > at && this.depth > 0) this.listener.text(decodeEntities(xml.slice(at, open)))
      const next = this.readMarkup(xml, open)
      if (next === -1) {
        this.rest = xml.slice(open)
        return
      }
      at = next
    }
    // A text may go on in the next chunk; held so that an entity is never cut in two.
    this.rest = xml.slice(at)
  }

  /** Where the markup ends, or -1 where the chunk ends before it. */
  private readMarkup(xml: string, open: number): number {
    const second = xml.charCodeAt(open + 1)
    if (second === 33 /* ! */) return this.readDeclaration(xml, open)
    if (second === 63 /* ? */) return after(xml, '?>', open)
    const end = tagEnd(xml, open + 1)
    if (end === -1) return -1
    if (second === 47 /* / */) this.closeTag(xml.slice(open + 2, end))
    else {
      const selfClosing = xml.charCodeAt(end - 1) === 47
      const body = xml.slice(open + 1, selfClosing ? end - 1 : end)
      const space = firstSpace(body)
      const name = localName(space === -1 ? body : body.slice(0, space))
      this.rootSeen = true
      this.depth += 1
      if (this.depth > deepest) throw new SpreadsheetFault('unsafe_content', { reason: 'nesting' })
      this.listener.open(name, space === -1 ? '' : body.slice(space + 1))
      if (selfClosing) this.closeTag(name)
    }
    return end + 1
  }

  private closeTag(name: string): void {
    this.depth -= 1
    if (this.depth < 0) throw new SpreadsheetFault('damaged', { reason: 'unbalanced markup' })
    this.listener.close(localName(name.trim()))
  }

  private readDeclaration(xml: string, open: number): number {
    if (xml.startsWith('<!--', open)) return after(xml, '-->', open + 4)
    if (xml.startsWith('<![CDATA[', open)) {
      const end = xml.indexOf(']]>', open)
      if (end === -1) return -1
      this.listener.text(xml.slice(open + 9, end))
      return end + 3
    }
    if (xml.length - open < 9) return -1
    throw new SpreadsheetFault('unsafe_content', { reason: 'document type' })
  }
}

function after(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from)
  return found === -1 ? -1 : found + mark.length
}

/** The `>` that is not inside quotes. */
function tagEnd(xml: string, from: number): number {
  let quote = 0
  for (let at = from; at < xml.length; at += 1) {
    const code = xml.charCodeAt(at)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 34 || code === 39) quote = code
    else if (code === 62) return at
  }
  return -1
}

function firstSpace(text: string): number {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) <= 32) return at
  return -1
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/giu,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return named[name] ?? whole
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
    },
  )
}

/** The value of one attribute, any prefix. Written for the few attributes a cell has: it is called for each of them. */
export function attribute(attributes: string, name: string): string | null {
  for (let at = attributes.indexOf(name); at !== -1; at = attributes.indexOf(name, at + 1)) {
    const before = at === 0 ? 32 : attributes.charCodeAt(at - 1)
    if (before > 32 && before !== 58) continue
    let from = at + name.length
    while (attributes.charCodeAt(from) <= 32) from += 1
    if (attributes[from] !== '=') continue
    from += 1
    while (attributes.charCodeAt(from) <= 32) from += 1
    const end = attributes.indexOf(attributes[from] ?? '"', from + 1)
    return end === -1 ? null : decodeEntities(attributes.slice(from + 1, end))
  }
  return null
}

/** A small part, whole. */
export function scanXml(part: Buffer, listener: XmlListener): void {
  const scanner = new XmlScanner(listener)
  scanner.push(part)
  scanner.end()
}
