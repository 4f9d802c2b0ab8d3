import type { InboxSearch } from './inbox-search.ts'

let last: InboxSearch = {}

/** The list a person came from: "back" on a case returns to it, filters and all. */
export const lastInboxSearch = () => last

export function rememberInboxSearch(search: InboxSearch): void {
  last = search
}
