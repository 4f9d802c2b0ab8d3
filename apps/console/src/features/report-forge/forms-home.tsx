import { may, useMe } from '../sessions/session.ts'
import { AskedPage } from './asked-page.tsx'
import { FillsPage } from './fills-page.tsx'

export function FormsHome() {
  return may(useMe(), 'reportForge.define') ? <FillsPage /> : <AskedPage />
}
