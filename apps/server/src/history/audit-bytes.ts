/** One fact of the audit log before it is chained. `actor` and `target` are pseudonyms. */
export type AuditFact = { subdistrict: string; at: string; actor: string; action: string; target: string; reasonSealed: Buffer | null }

/**
 * Canonical bytes: each field as a 4-byte big-endian length and its UTF-8 bytes, in a fixed order; an absent reason has
 * length 0xFFFFFFFF. Two different facts can never give the same bytes.
 */
export function auditPayload(fact: AuditFact): Buffer {
  const fields = [fact.subdistrict, fact.at, fact.actor, fact.action, fact.target].map((text) => Buffer.from(text, 'utf8'))
  return Buffer.concat([
    ...fields.flatMap((field) => [lengthOf(field), field]),
    fact.reasonSealed ? lengthOf(fact.reasonSealed) : absent,
    fact.reasonSealed ?? Buffer.alloc(0),
  ])
}

const absent = Buffer.from([0xff, 0xff, 0xff, 0xff])

function lengthOf(field: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(field.length)
  return length
}
