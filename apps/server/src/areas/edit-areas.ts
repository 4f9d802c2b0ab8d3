import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { Boundary, ImportRow } from '@ejia/contract/areas.ts'
import { normalizeAddress } from '@ejia/geography/addresses.ts'
import { isWithin, kindOfCode, parentOf } from '@ejia/geography/area-codes.ts'
import { boundaryProblem } from '@ejia/geography/boundaries.ts'
import { toWgs84, type PointSystem } from '@ejia/geography/coordinates.ts'
import { boxOf } from '@ejia/geography/point-in-polygon.ts'
import { accountIdOf, type Actor } from '../access/actor.ts'
import { requirePermission } from '../access/permissions.ts'
import { recordAudit } from '../history/record-audit.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { findBuildingRow, saveBoundaryVersion, upsertBuilding } from './area-list-store.ts'
import { findArea, upsertArea } from './area-store.ts'

const saveableDigits = [9, 12, 15]

export async function saveArea(
  tx: Tx,
  crypto: CryptoProvider,
  actor: Actor,
  input: {
    code: string
    name: string
    gridKind?: 'base' | 'dedicated' | undefined
    phone?: string | undefined
    validFrom?: string | undefined
    validTo?: string | undefined
  },
  now: Date,
): Promise<void> {
  requirePermission(actor, 'area.edit', 'area.read', { areaCode: input.code }, now)
  const kind = kindOfCode(input.code)
  const parent = parentOf(input.code)
  if (kind === null || !saveableDigits.includes(input.code.length)) throw refused('code', 'not_allowed_here')
  if (parent === null || !(await findArea(tx, parent))) throw refused('code', 'not_found')
  const known = await findArea(tx, input.code)
  const validFrom = input.validFrom ?? known?.valid_from ?? shanghaiDay(now)
  const validTo = input.validTo ?? null
  if (validTo !== null && validTo < validFrom) throw refused('validTo', 'in_the_past')
  await upsertArea(tx, {
    code: input.code,
    kind,
    gridKind: kind === 'grid' ? (input.gridKind ?? known?.grid_kind ?? 'base') : null,
    name: input.name,
    phone: input.phone === undefined || input.phone === '' ? null : input.phone,
    validFrom,
    validTo,
  })
  await audit(tx, crypto, actor, 'area.save', input.code, now)
}

export async function saveBoundary(
  tx: Tx,
  crypto: CryptoProvider,
  actor: Actor,
  input: { code: string; boundary: Boundary; system?: PointSystem | undefined; validFrom: string; note?: string | undefined },
  now: Date,
): Promise<void> {
  requirePermission(actor, 'area.edit', 'area.read', { areaCode: input.code }, now)
  if (!(await findArea(tx, input.code))) throw new DomainError('not_found')
  const boundary = inWgs84(input.boundary, input.system ?? 'wgs84')
  const problem = boundaryProblem(boundary)
  if (problem) throw new DomainError('invalid_input', { issues: [{ path: ['boundary'], rule: 'wrong_format', params: { problem } }] })
  await saveBoundaryVersion(
    tx,
    { id: newId(), areaCode: input.code, boundary, box: boxOf(boundary), validFrom: input.validFrom, note: input.note ?? '', savedBy: accountIdOf(actor) },
    now,
  )
  await audit(tx, crypto, actor, 'area.saveBoundary', input.code, now)
}

type Feature = { geometry?: unknown; properties?: Record<string, unknown> | null }

/** Each feature names its area by `code` (or `网格编码`). A dry run says what would happen; a real one writes the good rows. */
export async function importBoundaries(
  tx: Tx,
  crypto: CryptoProvider,
  actor: Actor,
  input: { subdistrict: string; collection: Record<string, unknown>; system?: PointSystem | undefined; validFrom: string; dryRun: boolean },
  parse: (geometry: unknown) => Boundary | null,
  now: Date,
): Promise<z.infer<typeof ImportRow>[]> {
  requirePermission(actor, 'area.edit', 'area.read', { areaCode: input.subdistrict }, now)
  const features = input.collection['features']
  if (input.collection['type'] !== 'FeatureCollection' || !Array.isArray(features)) throw refused('collection', 'wrong_format')
  if (features.length > 2_000)
    throw new DomainError('invalid_input', { issues: [{ path: ['collection', 'features'], rule: 'too_many', params: { max: 2_000 } }] })
  const rows: z.infer<typeof ImportRow>[] = []
  for (const [index, feature] of (features as Feature[]).entries()) {
    const properties = feature?.properties ?? {}
    const code = String(properties['code'] ?? properties['网格编码'] ?? '')
      .normalize('NFKC')
      .trim()
    const name = String(properties['name'] ?? properties['名称'] ?? code)
    const area = /^\d{9,15}$/.test(code) && isWithin(code, input.subdistrict) ? await findArea(tx, code) : undefined
    const geometry = parse(feature?.geometry)
    const boundary = geometry && inWgs84(geometry, input.system ?? 'wgs84')
    const problem = !area ? (code === '' ? 'noCode' : 'unknownCode') : !boundary ? 'notAPolygon' : boundaryProblem(boundary)
    rows.push({ row: index + 1, name: area?.name ?? name, areaCode: code === '' ? null : code, result: problem ? 'refused' : 'changed', problem })
    if (area && boundary && !problem && !input.dryRun)
      await saveBoundaryVersion(
        tx,
        { id: newId(), areaCode: area.code, boundary, box: boxOf(boundary), validFrom: input.validFrom, note: '', savedBy: accountIdOf(actor) },
        now,
      )
  }
  if (!input.dryRun) await audit(tx, crypto, actor, 'area.importBoundaries', input.subdistrict, now)
  return rows
}

/** 10 characters without look-alikes: 50 bits nobody guesses, short enough to type from a sticker. */
export function newQrCode(): string {
  const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  return [...randomBytes(10)].map((byte) => alphabet[byte % 32]).join('')
}

export async function saveBuilding(
  tx: Tx,
  crypto: CryptoProvider,
  actor: Actor,
  input: {
    buildingId: string
    gridCode: string
    name: string
    address: string
    point?: { longitude: number; latitude: number } | undefined
    floors?: number | undefined
    retired?: boolean | undefined
  },
  now: Date,
): Promise<string> {
  requirePermission(actor, 'area.edit', 'area.read', { areaCode: input.gridCode }, now)
  if ((await findArea(tx, input.gridCode))?.kind !== 'grid') throw refused('gridCode', 'not_found')
  const subdistrict = input.gridCode.slice(0, 9)
  const known = await findBuildingRow(tx, [subdistrict], input.buildingId)
  await upsertBuilding(tx, {
    subdistrict,
    id: input.buildingId,
    gridCode: input.gridCode,
    name: input.name,
    address: input.address,
    normalizedAddress: normalizeAddress(input.address).text,
    point: input.point ?? (known?.longitude != null && known.latitude != null ? { longitude: known.longitude, latitude: known.latitude } : null),
    floors: input.floors ?? known?.floors ?? null,
    qrCode: known?.qr_code ?? newQrCode(),
    retiredAt: input.retired === true ? now : null,
  })
  await audit(tx, crypto, actor, 'building.save', input.gridCode, now)
  return subdistrict
}

/** The old sticker stops working. */
export async function replaceQrCode(tx: Tx, crypto: CryptoProvider, actor: Actor, buildingId: string, now: Date): Promise<void> {
  const row = await findBuildingRow(tx, actor.tenants, buildingId)
  if (!row) throw new DomainError('not_found')
  requirePermission(actor, 'area.edit', 'area.read', { areaCode: row.grid_code }, now)
  const point = row.longitude !== null && row.latitude !== null ? { longitude: row.longitude, latitude: row.latitude } : null
  await upsertBuilding(tx, {
    subdistrict: row.subdistrict,
    id: row.id,
    gridCode: row.grid_code,
    name: row.name,
    address: row.address,
    normalizedAddress: row.normalized_address,
    point,
    floors: row.floors,
    qrCode: newQrCode(),
    retiredAt: row.retired_at === null ? null : new Date(row.retired_at),
  })
  await audit(tx, crypto, actor, 'building.replaceQrCode', row.grid_code, now)
}

async function audit(tx: Tx, crypto: CryptoProvider, actor: Actor, action: string, code: string, now: Date): Promise<void> {
  await recordAudit(tx, crypto, { subdistrict: code.slice(0, 9), actor: accountIdOf(actor) ?? actor.kind, action, target: { kind: 'area', id: code } }, now)
}

function inWgs84(boundary: Boundary, system: PointSystem): Boundary {
  if (system === 'wgs84') return boundary
  const convert = ([longitude, latitude]: readonly number[]): [number, number] => {
    const point = toWgs84({ longitude: longitude!, latitude: latitude! }, system)
    return [point.longitude, point.latitude]
  }
  return boundary.type === 'Polygon'
    ? { type: 'Polygon', coordinates: boundary.coordinates.map((ring) => ring.map(convert)) }
    : { type: 'MultiPolygon', coordinates: boundary.coordinates.map((polygon) => polygon.map((ring) => ring.map(convert))) }
}

function refused(field: string, rule: string): DomainError {
  return new DomainError('invalid_input', { issues: [{ path: [field], rule }] })
}
