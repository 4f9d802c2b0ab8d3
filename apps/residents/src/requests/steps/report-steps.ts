export type ReportStep = 'category' | 'place' | 'words' | 'photos' | 'contact'
export const stepPath: Record<ReportStep, string> = {
  category: '/report',
  place: '/report/place',
  words: '/report/words',
  photos: '/report/photos',
  contact: '/report/contact',
}
/** In elder mode one screen asks one thing. */
export const stepsOf = { normal: ['category', 'place', 'words'], elder: ['category', 'place', 'words', 'photos', 'contact'] } as const
