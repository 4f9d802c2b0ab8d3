import { type Language, usePreferences } from '../platform/preferences.ts'

type NamesIn<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never
type ValuesFor<S> = [NamesIn<S>] extends [never] ? [] : [values: Record<NamesIn<S>, string | number>]
export type Words<Z> = { zh: Z; en: Record<keyof Z, string> }
export type Translate<Z> = <K extends keyof Z & string>(key: K, ...values: ValuesFor<Z[K]>) => string

/** A part of the dictionary; each feature keeps its own, so that a page brings only its words. */
export const words = <const Z extends Record<string, string>>(zh: Z, en: Record<keyof Z, string>): Words<Z> => ({ zh, en })

export const fill = (sentence: string, values: Record<string, string | number> = {}) =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

export const translatorOf =
  <Z extends Record<string, string>>(dictionary: Words<Z>, language: Language): Translate<Z> =>
  (key, ...values) =>
    fill(dictionary[language][key], values[0])

export function useWords<Z extends Record<string, string>>(dictionary: Words<Z>): Translate<Z> {
  return translatorOf(dictionary, usePreferences().language)
}

/** A text of the subdistrict's own configuration; English may be missing there. */
export function useBilingual() {
  const { language } = usePreferences()
  return (text: { zh: string; en: string }) => (language === 'en' && text.en ? text.en : text.zh)
}

/** A word of the shared dictionary: `say(stateWords, row.state)`. */
export function useShared() {
  const { language } = usePreferences()
  return <K extends string>(shared: Record<K, Record<Language, string>>, key: K): string => shared[key][language]
}
