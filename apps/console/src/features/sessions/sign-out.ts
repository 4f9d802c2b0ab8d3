import { api } from '../../platform/api.ts'
import { dropAllDrafts } from '../../platform/drafts.ts'
import { queryClient } from '../../platform/query-client.ts'
import { sessionQuery } from './session.ts'

/** Ends the session here and forgets what the page knew. Drafts stay when the person did not choose to leave. */
export async function signOutHere({ keepDrafts = false, tellServer = true } = {}): Promise<void> {
  const demo = queryClient.getQueryData(sessionQuery.queryKey)?.demo ?? false
  // An unreachable server cannot hold anybody back; its session ends by idleness.
  if (tellServer) await api.sessions.signOut().catch(() => undefined)
  if (!keepDrafts) dropAllDrafts()
  queryClient.clear()
  queryClient.setQueryData(sessionQuery.queryKey, { me: null, demo })
}
