import { type NumberShape, shapeOfFormat } from './number-formats.ts'
import { attribute, scanXml } from './xml-scanner.ts'
import type { ZipParts } from './zip-parts.ts'

/** The number shape of each cell style, by its index. */
export async function readNumberShapes(zip: ZipParts, part: string | null): Promise<NumberShape[]> {
  const xml = part === null ? null : await zip.read(part)
  if (!xml) return []
  const codes = new Map<number, string>()
  const formatIds: number[] = []
  let inCellFormats = false
  scanXml(xml, {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '')
      else if (name === 'cellXfs') inCellFormats = true
      else if (name === 'xf' && inCellFormats) formatIds.push(Number(attribute(attributes, 'numFmtId') ?? 0))
    },
    text: () => {},
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  return formatIds.map((id) => shapeOfFormat(id, codes.get(id)))
}
