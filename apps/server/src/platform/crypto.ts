import { createSecretKey, type KeyObject } from 'node:crypto'
import { type CheckpointSigner, profileNamed, type ProfileName } from './crypto/cipher-profile.ts'
import { firstFormat, openFirstFormat } from './crypto/first-format.ts'
import type { KeyRing } from './crypto/key-ring.ts'
import { lengthPrefixed } from './crypto/length-prefixed.ts'
import { drawBytes } from './crypto/random-bytes.ts'
import { openBytes, sealBytes } from './crypto/sealed-bytes.ts'

/** Which cell a ciphertext belongs to: one moved to another row, field or tenant does not open. */
export type CellContext = { table: string; field: string; id: string; subdistrict?: string }
/** A cell of a person's own data always names its tenant. */
export type PersonCell = CellContext & { subdistrict: string }

export type Sealer<Cell extends CellContext> = {
  seal: (plain: string, cell: Cell) => Buffer
  open: (sealed: Buffer, cell: Cell) => string
}

/** A key that lives only in memory; its bytes do not print. */
export type DataKey = { id: string; secret: KeyObject }
/** What the database keeps of a data key: `wrapped` opens only with that version of the master key, for that owner. */
export type WrappedKey = { masterVersion: number; wrapped: Buffer }
export type KeyOwner = { subdistrict: string; id: string }

/** Sealed fields and keyed hashes. `seal` and `open` use the deployment's key; what is a person's goes through `sealerOf`. */
export type CryptoProvider = Sealer<CellContext> & {
  profile: ProfileName
  /** Seals under a person's own key: when that key is destroyed nothing of it opens any more. */
  sealerOf: (key: DataKey) => Sealer<PersonCell>
  newDataKey: (owner: KeyOwner) => Promise<WrappedKey & { key: DataKey }>
  unwrapDataKey: (wrapped: Buffer, owner: KeyOwner) => Promise<DataKey>
  /** The same data key under the newest master key. */
  rewrapDataKey: (wrapped: Buffer, owner: KeyOwner) => Promise<WrappedKey>
  masterVersion: () => number
  /** Finds an exact value without storing it; 16 bytes. Apart by field and tenant; `subdistrict: null` for what all tenants share. */
  blindIndex: (value: string, scope: { field: string; subdistrict: string | null }) => Buffer
  /** Stands for a person or thing in the audit log. */
  pseudonym: (kind: string, id: string) => string
  /** Signs what is kept where the database's administrator cannot write. */
  checkpoints: CheckpointSigner
  /** Recognises the key file, says nothing about it. */
  fingerprint: string
}

const deploymentKeyId = '00000000-0000-0000-0000-000000000000'
const indexBytes = 16

export function createCrypto(ring: KeyRing): CryptoProvider {
  const profile = profileNamed(ring.profile)
  const derived = (purpose: string) => profile.derive(ring.deployment, `ejia ${purpose}`)
  const sealing = { id: deploymentKeyId, secret: derived('seal v2') }
  const [indexing, naming, recognising] = [derived('index v1'), derived('pseudonym v1'), derived('fingerprint v1')]
  const wrapBoundTo = (owner: KeyOwner) => ['data_keys', owner.subdistrict, owner.id]
  const wrap = async (secret: Buffer, owner: KeyOwner) => {
    const { version, wrapped } = await ring.masters.wrap(secret, wrapBoundTo(owner))
    return { masterVersion: version, wrapped }
  }
  const unwrap = (wrapped: Buffer, owner: KeyOwner) => ring.masters.unwrap(wrapped, wrapBoundTo(owner))
  return {
    profile: ring.profile,
    seal: (plain, cell) => sealBytes(profile, sealing, Buffer.from(plain, 'utf8'), cellParts(cell)),
    open(sealed, cell) {
      const plain = sealed[0] === firstFormat ? openFirstFormat(ring.deployment, sealed, cell) : openBytes(sealing, sealed, cellParts(cell))
      return plain.toString('utf8')
    },
    sealerOf: (key) => ({
      seal: (plain, cell) => sealBytes(profile, key, Buffer.from(plain, 'utf8'), cellParts(cell)),
      open: (sealed, cell) => openBytes(key, sealed, cellParts(cell)).toString('utf8'),
    }),
    async newDataKey(owner) {
      const secret = drawBytes(32)
      return { key: { id: owner.id, secret: createSecretKey(secret) }, ...(await wrap(secret, owner)) }
    },
    unwrapDataKey: async (wrapped, owner) => ({ id: owner.id, secret: createSecretKey(await unwrap(wrapped, owner)) }),
    rewrapDataKey: async (wrapped, owner) => wrap(await unwrap(wrapped, owner), owner),
    masterVersion: () => ring.masters.current(),
    blindIndex(value, { field, subdistrict }) {
      const parts = subdistrict === null ? Buffer.from(`${field}\0${value}`) : lengthPrefixed([field, subdistrict, value])
      return profile.mac(indexing, parts).subarray(0, indexBytes)
    },
    pseudonym: (kind, id) =>
      profile
        .mac(naming, Buffer.from(`${kind}\0${id}`))
        .toString('base64url')
        .slice(0, 22),
    checkpoints: profile.signer(derived('checkpoint v1')),
    fingerprint: profile.mac(recognising, Buffer.alloc(0)).toString('hex').slice(0, 16),
  }
}

function cellParts(cell: CellContext): string[] {
  return [cell.table, cell.field, cell.subdistrict ?? '', cell.id]
}
