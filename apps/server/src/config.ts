import { resolve } from 'node:path'
import { z } from 'zod'

const flag = z.enum(['0', '1']).transform((value) => value === '1')
const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  EJIA_HOST: z.string().default('127.0.0.1'),
  EJIA_DATA: z.string().default('./data'),
  DATABASE_URL: z.string().optional(),
  EJIA_DEMO: flag.optional(),
  EJIA_DEMO_PUBLIC: flag.default(false),
  EJIA_KEY_FILE: z.string().optional(),
  EJIA_CHECKPOINTS: z.string().optional(),
  EJIA_CRYPTO: z.enum(['standard', 'sm']).default('standard'),
  EJIA_PUBLIC_URL: z.url().optional(),
  EJIA_TRUST_PROXY: z.string().optional(),
  EJIA_DISTRICT: z
    .string()
    .regex(/^\d{6}$/)
    .default('990101'),
  EJIA_DISTRICT_NAME: z.string().default('示范区'),
  EJIA_SMS_URL: z.url().optional(),
  EJIA_SMS_KEY: z.string().default(''),
  EJIA_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
})

export type Config = {
  port: number
  host: string
  dataFolder: string
  /** Null: the embedded PostgreSQL. */
  databaseUrl: string | null
  demo: boolean
  demoPublic: boolean
  keyFile: string
  /** Signed checkpoints of the audit log; the database's administrator must not be able to write here. */
  checkpointFolder: string
  /** Algorithms of sealed fields; an installation keeps the one it began with. */
  cryptoProfile: 'standard' | 'sm'
  /** Null: as the browser reaches it. */
  publicUrl: string | null
  trustProxy: string | false
  district: { code: string; name: string }
  sms: { url: string; key: string } | null
  logLevel: string
}

/** The only reader of the environment. A wrong value stops the start with its name. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) throw new Error(`Setting ${String(parsed.error.issues[0]?.path[0])} is wrong: ${parsed.error.issues[0]?.message}`)
  const env = parsed.data
  const dataFolder = resolve(env.EJIA_DATA)
  return {
    port: env.PORT,
    host: env.EJIA_HOST,
    dataFolder,
    databaseUrl: env.DATABASE_URL ?? null,
    demo: env.EJIA_DEMO ?? env.DATABASE_URL === undefined,
    demoPublic: env.EJIA_DEMO_PUBLIC,
    keyFile: env.EJIA_KEY_FILE ?? resolve(dataFolder, 'keys', 'master.key'),
    checkpointFolder: env.EJIA_CHECKPOINTS === undefined ? resolve(dataFolder, 'checkpoints') : resolve(env.EJIA_CHECKPOINTS),
    cryptoProfile: env.EJIA_CRYPTO,
    publicUrl: env.EJIA_PUBLIC_URL?.replace(/\/$/, '') ?? null,
    trustProxy: env.EJIA_TRUST_PROXY ?? false,
    district: { code: env.EJIA_DISTRICT, name: env.EJIA_DISTRICT_NAME },
    sms: env.EJIA_SMS_URL === undefined ? null : { url: env.EJIA_SMS_URL, key: env.EJIA_SMS_KEY },
    logLevel: env.EJIA_LOG,
  }
}
