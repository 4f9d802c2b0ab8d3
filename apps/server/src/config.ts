import { resolve } from 'node:path'
import { z } from 'zod'
import type { GatewaySettings } from './platform/messages/open-channels.ts'

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
  EJIA_WECOM_URL: z.url().default('https://qyapi.weixin.qq.com'),
  EJIA_WECOM_CORP: z.string().optional(),
  EJIA_WECOM_SECRET: z.string().default(''),
  EJIA_WECOM_AGENT: z.coerce.number().int().min(1).optional(),
  EJIA_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^\s/]+/)
    .optional(),
  EJIA_SMTP_FROM: z.string().default('e家 <no-reply@localhost>'),
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
  gateways: GatewaySettings
  /** Ways out that work: all of them in the demo, where they end in the visible outbox. */
  channels: readonly (keyof GatewaySettings)[]
  logLevel: string
}

/** The only reader of the environment. A wrong value stops the start with its name. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) throw new Error(`Setting ${String(parsed.error.issues[0]?.path[0])} is wrong: ${parsed.error.issues[0]?.message}`)
  const env = parsed.data
  const demo = env.EJIA_DEMO ?? env.DATABASE_URL === undefined
  const gateways = gatewaysOf(env)
  const dataFolder = resolve(env.EJIA_DATA)
  return {
    port: env.PORT,
    host: env.EJIA_HOST,
    dataFolder,
    databaseUrl: env.DATABASE_URL ?? null,
    demo,
    demoPublic: env.EJIA_DEMO_PUBLIC,
    keyFile: env.EJIA_KEY_FILE ?? resolve(dataFolder, 'keys', 'master.key'),
    checkpointFolder: env.EJIA_CHECKPOINTS === undefined ? resolve(dataFolder, 'checkpoints') : resolve(env.EJIA_CHECKPOINTS),
    cryptoProfile: env.EJIA_CRYPTO,
    publicUrl: env.EJIA_PUBLIC_URL?.replace(/\/$/, '') ?? null,
    trustProxy: env.EJIA_TRUST_PROXY ?? false,
    district: { code: env.EJIA_DISTRICT, name: env.EJIA_DISTRICT_NAME },
    gateways,
    channels: (['sms', 'wecom', 'email'] as const).filter((channel) => demo || gateways[channel] !== null),
    logLevel: env.EJIA_LOG,
  }
}

function gatewaysOf(env: z.infer<typeof Environment>): GatewaySettings {
  // Half a WeCom is none: better said at the start than at the first message.
  if ((env.EJIA_WECOM_CORP === undefined) !== (env.EJIA_WECOM_AGENT === undefined))
    throw new Error('Setting EJIA_WECOM_CORP needs EJIA_WECOM_AGENT and EJIA_WECOM_SECRET with it.')
  return {
    sms: env.EJIA_SMS_URL === undefined ? null : { url: env.EJIA_SMS_URL, key: env.EJIA_SMS_KEY },
    wecom:
      env.EJIA_WECOM_CORP === undefined
        ? null
        : { url: env.EJIA_WECOM_URL.replace(/\/$/, ''), corpId: env.EJIA_WECOM_CORP, secret: env.EJIA_WECOM_SECRET, agentId: env.EJIA_WECOM_AGENT! },
    email: env.EJIA_SMTP_URL === undefined ? null : { url: env.EJIA_SMTP_URL, from: env.EJIA_SMTP_FROM },
  }
}
