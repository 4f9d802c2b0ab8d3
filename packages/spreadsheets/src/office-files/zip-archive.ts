import { crc32, deflateRawSync } from 'node:zlib'

/** A part of a zip as a test wants it, right or wrong. */
export interface ZipPart {
  name: string
  data: string | Buffer
  /** A lie about the unpacked size. */
  declaredBytes?: number
  wrongChecksum?: boolean
}

/** Writes a zip by hand: libraries refuse the names and sizes a hostile one has. */
export function zipArchive(parts: readonly ZipPart[]): Buffer {
  const [local, central]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const { name, data, declaredBytes, wrongChecksum } of parts) {
    const plain = Buffer.from(data)
    const packed = deflateRawSync(plain)
    const nameBytes = Buffer.from(name)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(0x800, 2)
    shared.writeUInt16LE(8, 4)
    shared.writeUInt32LE(wrongChecksum ? 1 : crc32(plain), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(declaredBytes ?? plain.length, 18)
    shared.writeUInt16LE(nameBytes.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    const entry = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, nameBytes, packed])
    local.push(entry)
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, tail, nameBytes)
    offset += entry.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}
