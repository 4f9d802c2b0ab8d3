import { newDatabase, query, signIn } from '../databases.ts'
import type { Figures } from '../figures.ts'
import { load, type Shot } from '../load-generator.ts'
import { answers, ports, startServer, stopped } from '../processes.ts'
import { loadPeople, loadPlaces } from './load-people.ts'

const subdistrict = '990201001'

/** `registry.search` as the office uses it: two characters of a name, or the initials, among all people of its subdistrict. */
export async function measureSearch(figures: Figures, asked: { server: string; folder: string; people: number; seconds: number }): Promise<void> {
  const url = await newDatabase(asked.server, 'registry')
  await loadPlaces(url, 8, 40)
  await loadPeople(url, asked.people)
  const [cookie] = await signIn(url, 'subdistrictStaff', [subdistrict])
  const counted = await query(url, `select count(*)::int as people from persons where subdistrict = '${subdistrict}'`)
  const product = startServer('apps/server/src/start.ts', {
    DATABASE_URL: url,
    EJIA_DATA: asked.folder,
    EJIA_DEMO: '0',
    EJIA_LOG: 'error',
    PORT: String(ports.product),
  })
  await answers(product, ports.product, '/healthz')
  const among = `${asked.people.toLocaleString('en')} people, ${Number(counted[0]?.['people']).toLocaleString('en')} in scope`
  const shots =
    (texts: readonly string[]) =>
    (at: number): Shot => ({
      method: 'POST',
      path: '/api/registry/searches',
      headers: { cookie: cookie!, host: `localhost:${ports.product}` },
      body: JSON.stringify({ text: texts[at % texts.length] }),
    })
  for (const [what, texts] of [
    // From the commonest surname with the commonest character to names nobody has.
    ['two characters of a name', ['王伟', '李娜', '秀英', '建国', '张敏', '子涵', '吕玲', '志鑫', '陈晓', '龘靐']],
    ['initials of a name', ['wl', 'zxm', 'lj', 'wjg', 'xy', 'chy', 'zh', 'qq']],
  ] as const) {
    const { p50, p99, failed, perSecond } = await load(ports.product, shots(texts), { seconds: asked.seconds, connections: 2, warmUpRequests: 300 })
    if (failed > 0) figures.say(`  ${failed} searches failed`)
    figures.atMost(`find by ${what}, p99 (${among})`, p99, 50, 15, 'ms')
    figures.beside(`  the same, median, at ${Math.round(perSecond)}/s`, `${p50.toFixed(1)} ms`)
  }
  await stopped(product)
}
