import type { Action } from '@ejia/contract/access.ts'
import type { Me } from '@ejia/contract/sessions.ts'
import type { LinkProps } from '@tanstack/react-router'
import { may } from '../../features/sessions/session.ts'
import type { appWords } from '../words.ts'

type Entry = { to: NonNullable<LinkProps['to']>; word: Exclude<keyof (typeof appWords)['zh'], 'idleText'>; action: Action }

/** The pages of the console, in the order of a day's work. A person sees those an assignment opens. */
const entries: readonly Entry[] = [
  { to: '/inbox', word: 'inbox', action: 'request.read' },
  { to: '/file', word: 'file', action: 'request.file' },
  { to: '/dashboard', word: 'dashboard', action: 'dashboard.read' },
  { to: '/whistles', word: 'whistles', action: 'whistle.read' },
  { to: '/registry', word: 'registry', action: 'registry.read' },
  { to: '/areas', word: 'areas', action: 'area.read' },
  { to: '/people', word: 'accounts', action: 'account.read' },
  { to: '/settings', word: 'configuration', action: 'configuration.read' },
  { to: '/notices', word: 'notices', action: 'notice.publish' },
  { to: '/messages', word: 'messages', action: 'message.read' },
  { to: '/api-keys', word: 'apiKeys', action: 'apiKey.manage' },
  { to: '/audit', word: 'audit', action: 'audit.read' },
]

export const menuOf = (me: Me | null) => entries.filter(({ action }) => may(me, action))
