declare module 'virtual:contract-routes' {
  type Routes = { readonly [word: string]: string | Routes }
  export const routes: Routes
}
