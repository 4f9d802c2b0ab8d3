import type { ImportKind } from '@ejia/contract/imports.ts'
import { judgeEnterprises } from './enterprises/check-enterprises.ts'
import { takeEnterprises } from './enterprises/take-enterprises.ts'
import { takeBackEnterprises } from './enterprises/undo-enterprises.ts'
import type { Pass } from './pass.ts'
import { judgePeople } from './people/check-people.ts'
import { endEmptyHouseholds } from './people/people-rows-store.ts'
import { takePeople } from './people/take-people.ts'
import { takeBackPeople } from './people/undo-people.ts'

export const passes: Record<ImportKind, Pass> = {
  people: {
    judge: judgePeople,
    take: takePeople,
    takeBack: takeBackPeople,
    tidy: ({ tx, row, now }) => endEmptyHouseholds(tx, row.subdistrict, row.created_at, now),
  },
  enterprises: { judge: judgeEnterprises, take: takeEnterprises, takeBack: takeBackEnterprises, tidy: async () => {} },
}
