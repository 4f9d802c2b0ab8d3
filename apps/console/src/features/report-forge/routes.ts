import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../../app/root-route.tsx'

export type FillSearch = { show?: 'finished' | 'all'; form?: string }

/** Where everybody enters: the office among its fillings, the rest at what is asked of them. */
export const formsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/forms',
  validateSearch: (raw: Record<string, unknown>): FillSearch => {
    const show = (['finished', 'all'] as const).find((option) => option === raw['show'])
    const form = String(raw['form'] ?? '')
    return { ...(show && { show }), ...(/^[0-9a-f-]{36}$/.test(form) && { form }) }
  },
  component: lazyRouteComponent(() => import('./forms-home.tsx'), 'FormsHome'),
})

export const askedCellsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/forms/asked',
  validateSearch: (raw: Record<string, unknown>): { below?: true } => (raw['below'] === true ? { below: true as const } : {}),
  component: lazyRouteComponent(() => import('./asked-page.tsx'), 'AskedPage'),
})

export const definitionsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/forms/definitions',
  component: lazyRouteComponent(() => import('./definitions-page.tsx'), 'DefinitionsPage'),
})

/** `new-` and an id made here: a form that is not yet there. */
export const definitionRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/forms/definitions/$formId',
  component: lazyRouteComponent(() => import('./definition/definition-page.tsx'), 'DefinitionPage'),
})

export const fillRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/forms/fills/$fillId',
  component: lazyRouteComponent(() => import('./fill/fill-page.tsx'), 'FillPage'),
})
