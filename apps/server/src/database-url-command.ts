/** `npm run -s database-url`: where the running installation's database is, for tools such as `npm run verify`. */
import { readConfig } from './config.ts'
import { startEmbeddedPostgres } from './platform/embedded-postgres.ts'

const config = readConfig()
if (config.databaseUrl === null) {
  const embedded = await startEmbeddedPostgres({ folder: config.dataFolder })
  if (embedded.adopted) process.stdout.write(`${embedded.url}\n`)
  else {
    process.stderr.write('The server does not run: start it first (npm start).\n')
    await embedded.stop()
    process.exitCode = 1
  }
} else process.stdout.write(`${config.databaseUrl}\n`)
