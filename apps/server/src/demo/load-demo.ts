import { sql } from 'kysely'
import { SectionName } from '@ejia/contract/configuration.ts'
import { insertVersion } from '../configuration/section-versions.ts'
import { defaultConfiguration } from '../configuration/default-configuration.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Database, Tx } from '../platform/database.ts'
import type { FileStore } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import { insertNotice } from '../notices/notice-store.ts'
import { createDemoAddresses } from './demo-addresses.ts'
import { createDemoCampaigns } from './demo-campaigns.ts'
import { createDemoEscalations } from './demo-escalations.ts'
import { createDemoMessages } from './demo-messages.ts'
import { createDemoForms } from './demo-forms.ts'
import { createDemoPeople, type DemoPeople } from './demo-people.ts'
import { createDemoMeetings } from './demo-meetings.ts'
import { createDemoPromises } from './demo-promises.ts'
import { createDemoPractices } from './demo-practices.ts'
import { createDemoNeeds } from './demo-needs.ts'
import { createDemoWhistles } from './demo-whistles.ts'
import { createDemoPosts } from './demo-posts.ts'
import { drawDemoPhotos } from './demo-photos.ts'
import { createDemoPlaces, demoSubdistrict } from './demo-places.ts'
import { createDemoRegistry } from './demo-registry.ts'
import { createDemoRequests } from './demo-requests.ts'
import { demoNotices, demoStories } from './demo-words.ts'
import { seededRandom } from './seeded-random.ts'

/** Fills an empty deployment with a living subdistrict; all that others read in one transaction, and only once. Returns whether it did. */
export async function loadDemo(db: Database, crypto: CryptoProvider, files: FileStore, now: Date): Promise<boolean> {
  const { rows } = await sql`select 1 from areas where kind = 'subdistrict' limit 1`.execute(db)
  if (rows.length > 0) return false
  const random = seededRandom(20261123)
  const photos = await drawDemoPhotos(
    files,
    demoStories.map((story) => story.picture),
    random,
  )
  await db.transaction().execute(async (tx) => {
    // Three months of cases take longer than a request may.
    await sql`set local statement_timeout = '60s'`.execute(tx)
    const places = await createDemoPlaces(tx, random, now)
    const people = await createDemoPeople(tx, crypto, places, random, now)
    await configure(tx, people, now)
    for (const [index, notice] of demoNotices.entries())
      await insertNotice(
        tx,
        {
          id: newId(),
          areaCode: index === 0 ? places.communities[0]!.code : index === 3 ? places.communities[1]!.code : demoSubdistrict,
          validTo: null,
          publishedBy: null,
          ...notice,
        },
        new Date(now.getTime() - index * 2 * 86_400_000),
      )
    await createDemoRegistry({ tx, crypto, random: seededRandom(20261124), places, people, now })
    await createDemoAddresses(tx, crypto, places, people, now)
    await createDemoRequests({ tx, crypto, random, places, people, photos, now })
    await createDemoWhistles(tx, crypto, places, people, now)
    await createDemoEscalations(tx, crypto, places, people, now)
    await createDemoPromises(tx, crypto, places, people, now)
    await createDemoPosts(tx, crypto, places, people, now)
    const pools = await createDemoNeeds(tx, crypto, places, people, seededRandom(20261127), now)
    await createDemoMeetings(tx, crypto, places, people, pools, now)
    await createDemoPractices(tx, crypto, places, people, pools, now)
    await createDemoMessages(tx, crypto, places, people, now)
    await createDemoForms(tx, crypto, people, now)
    // What the demo's past would have sent is not sent again.
    await sql`update outbox set state = 'sent', sent_at = created_at`.execute(tx)
  })
  await createDemoCampaigns(db, crypto, now)
  await sql`analyze`.execute(db)
  return true
}

async function configure(tx: Tx, people: DemoPeople, now: Date): Promise<void> {
  const duties = {
    rules: defaultConfiguration.duties.rules.map((rule) => ({
      ...rule,
      unitId:
        rule.category === 'smoke'
          ? people.units.urban
          : rule.category === 'fire'
            ? people.units.police
            : rule.category === 'heating'
              ? people.units.property
              : null,
    })),
  }
  const changed = new Date(now.getTime() - 100 * 86_400_000)
  for (const section of SectionName.options) {
    await insertVersion(
      tx,
      {
        subdistrict: demoSubdistrict,
        section,
        basedOn: 0,
        body: section === 'duties' ? duties : defaultConfiguration[section],
        changedBy: null,
        reason: '初始设置',
      },
      changed,
    )
  }
}
