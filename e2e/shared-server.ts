import type { TestProject } from 'vitest/node'
import { startServer } from './server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    base: string
  }
}

/** One server for all browser tests; each test brings its own people and cases. `EJIA_TEST_BASE` names one already running. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const running = process.env['EJIA_TEST_BASE']
  if (running) {
    project.provide('base', running)
    return undefined
  }
  const server = await startServer()
  project.provide('base', server.base)
  return server.stop
}
