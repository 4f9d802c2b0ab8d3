const entryBytes = 128

/** The names in a compound file's directory. Every slot where an entry could stand is looked at, so a broken sector table does not matter. */
export function streamNames(file: Buffer): Set<string> {
  const names = new Set<string>()
  for (let at = 512; at + entryBytes <= file.length; at += entryBytes) {
    const length = file.readUInt16LE(at + 64)
    const kind = file[at + 66]
    if (length < 4 || length > 64 || length % 2 === 1 || (kind !== 1 && kind !== 2 && kind !== 5)) continue
    if (file.readUInt16LE(at + length - 2) === 0) names.add(file.toString('utf16le', at, at + length - 2))
  }
  return names
}
