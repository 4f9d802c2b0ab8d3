import { Agent, request } from 'node:http'

export type Shot = { method: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: string }
export type Result = { perSecond: number; p50: number; p99: number; failed: number }
type Options = { seconds: number; connections?: number; warmUp?: number; warmUpRequests?: number }

const longestWarmUpMs = 20_000

/** Keep-alive connections that each send the next request when the last is answered. Milliseconds. */
export async function load(
  port: number,
  next: (index: number) => Shot,
  { seconds, connections = 12, warmUp = 0.3, warmUpRequests = 0 }: Options,
): Promise<Result> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const times: number[] = []
  let [failed, index, answered] = [0, 0, 0]
  const start = performance.now()
  let from = Infinity
  // Compiled code and prepared statements come with requests, not with seconds: a busy machine warms up longer.
  const isWarm = () =>
    performance.now() - start >= warmUp * 1000 && (answered >= warmUpRequests || performance.now() - start > Math.max(longestWarmUpMs, warmUp * 1000))
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (;;) {
        if (from === Infinity && isWarm()) from = performance.now()
        if (performance.now() >= from + seconds * 1000) return
        const began = performance.now()
        const status = await fire(agent, port, next(index++))
        const ended = performance.now()
        answered += 1
        if (began < from) continue
        if (status >= 400) failed += 1
        times.push(ended - began)
      }
    }),
  )
  agent.destroy()
  times.sort((one, other) => one - other)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), failed }
}

function fire(agent: Agent, port: number, { method, path, headers = {}, body }: Shot): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        method,
        path,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }) },
      },
      (reply) => {
        reply.resume()
        reply.once('end', () => resolve(reply.statusCode ?? 0))
      },
    )
    call.once('error', reject)
    call.end(body)
  })
}
