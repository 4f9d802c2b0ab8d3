import type sharp from 'sharp'

let loading: Promise<typeof sharp> | undefined

/** Loaded with the first photo: the library takes 23 MB, and an evening without photos needs none of it. */
export function loadSharp(): Promise<typeof sharp> {
  return (loading ??= import('sharp').then(({ default: library }) => {
    // One thread for an image and no cache: a stairwell's phone photos must not push the server over its memory.
    library.concurrency(1)
    library.cache(false)
    return library
  }))
}
