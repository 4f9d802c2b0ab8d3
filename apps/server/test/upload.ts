import type { Caller, Reply } from './test-world.ts'

const boundary = 'ejia-7d1c3f9a'

/** A file put up as a browser does, with the fields beside it. */
export function putFile(caller: Caller, url: string, field: string, name: string, bytes: Buffer, fields: Record<string, string> = {}): Promise<Reply> {
  const part = (head: string, body: Buffer | string) => Buffer.concat([Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n')])
  const payload = Buffer.concat([
    ...Object.entries(fields).map(([key, value]) => part(`content-disposition: form-data; name="${key}"`, value)),
    part(`content-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: application/octet-stream`, bytes),
    Buffer.from(`--${boundary}--\r\n`),
  ])
  return caller.send({
    method: 'POST',
    url,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': String(payload.length) },
    payload,
  })
}
