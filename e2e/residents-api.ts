import type { Page } from 'playwright-core'

/** Calls the API from inside a page: with its cookies, as the app would. */
export async function callApi<T>(page: Page, method: string, path: string, body?: object): Promise<T> {
  const reply = await page.evaluate(
    async ([how, where, what, key]) => {
      const headers: Record<string, string> = { 'idempotency-key': key }
      if (what !== null) headers['content-type'] = 'application/json'
      const answer = await fetch(`/api${where}`, { method: how, headers, body: what })
      return { ok: answer.ok, status: answer.status, text: await answer.text() }
    },
    [method, path, body === undefined ? null : JSON.stringify(body), crypto.randomUUID()] as const,
  )
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`)
  return JSON.parse(reply.text) as T
}

interface PublicBuilding {
  id: string
  name: string
  address: string
  gridCode: string
}
interface PublicArea {
  code: string
  kind: string
  name: string
  parentCode: string | null
}

/** The first community of the demo that has buildings, and its first building. */
export async function publicPlaces(page: Page): Promise<{ community: PublicArea; building: PublicBuilding }> {
  const { areas } = await callApi<{ areas: PublicArea[] }>(page, 'GET', '/places')
  for (const community of areas.filter(({ kind }) => kind === 'community')) {
    const { rows } = await callApi<{ rows: PublicBuilding[] }>(page, 'GET', `/places/buildings?area=${community.code}`)
    const [building] = rows
    if (building) return { community, building }
  }
  throw new Error('the demo has no buildings')
}

export async function someNotice(page: Page): Promise<string> {
  const { rows } = await callApi<{ rows: { id: string }[] }>(page, 'GET', '/public-notices')
  return rows[0]?.id ?? '00000000-0000-7000-8000-000000000000'
}

/** Somebody of the staff at a desk of their own; they do by the API what the console does by buttons. */
export async function staffOf(page: Page, role: 'gridOfficer' | 'communityLead' | 'subdistrictStaff', area: string): Promise<Desk> {
  await callApi(page, 'POST', '/demo/sign-in', { role, area })
  return {
    async find(text) {
      const { rows } = await callApi<{ rows: { id: string; state: string }[] }>(page, 'GET', `/requests?show=all&text=${encodeURIComponent(text)}`)
      const [found] = rows
      if (!found || rows.length > 1) throw new Error(`${rows.length} requests say “${text}”`)
      return found
    },
    async move(requestId, move) {
      await callApi(page, 'POST', `/requests/${requestId}/moves`, move)
    },
  }
}
interface Desk {
  find: (text: string) => Promise<{ id: string; state: string }>
  move: (requestId: string, move: object) => Promise<void>
}

/** The opaque code on the sticker of a building's door, as its printer sees it. */
export async function stickerOf(page: Page, { id, gridCode }: PublicBuilding): Promise<string> {
  await callApi(page, 'POST', '/demo/sign-in', { role: 'communityLead', area: gridCode.slice(0, 12) })
  const { rows } = await callApi<{ rows: { buildingId: string; url: string }[] }>(page, 'GET', `/areas/${gridCode}/stickers`)
  const sticker = rows.find(({ buildingId }) => buildingId === id)
  if (!sticker) throw new Error('the building has no sticker')
  return new URL(sticker.url).pathname
}
