import { readConfig } from './config.ts'
import { startEmbeddedPostgres } from './platform/embedded-postgres.ts'
import { migrate } from './platform/migrate.ts'

const config = readConfig()
const embedded = config.databaseUrl === null ? await startEmbeddedPostgres({ folder: config.dataFolder }) : null
const done = await migrate(embedded?.url ?? config.databaseUrl!)
process.stdout.write(done.length === 0 ? 'Nothing to migrate.\n' : `${done.join('\n')}\n`)
if (embedded && !embedded.adopted) await embedded.stop()
