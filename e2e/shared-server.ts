import type { TestProject } from 'vitest/node'
import { startServer } from './server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    base: string
    /** Null when the server was running before. */
    dataFolder: string | null
  }
}

/** One server for all browser tests; each test brings its own people and cases. `EJIA_TEST_BASE` names one already running. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const running = process.env['EJIA_TEST_BASE']
  if (running) {
    project.provide('base', running)
    project.provide('dataFolder', null)
    return undefined
  }
  const server = await startServer()
  project.provide('base', server.base)
  project.provide('dataFolder', server.data)
  return server.stop
}
