/** What a log may say of an error: where and of which kind. PostgreSQL's `detail`, a validator's data and most messages can hold what a person wrote. */
export function describeError(error: unknown): Record<string, unknown> & { type: string; message: string; stack: string } {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' }
  const own = error as Error & { code?: unknown; table?: unknown; constraint?: unknown; column?: unknown; issues?: unknown }
  return {
    type: error.name,
    message: isOurs(own) ? error.message : '',
    stack: framesOf(error),
    ...text('code', own.code),
    ...text('table', own.table),
    ...text('constraint', own.constraint),
    ...text('column', own.column),
    ...(Array.isArray(own.issues) ? { issues: own.issues.map(pathAndCode) } : {}),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}

/** Errors of the language and our own say what went wrong in the program; a library's may quote its input. */
function isOurs(error: Error & { code?: unknown }): boolean {
  return error.code === undefined && ['Error', 'TypeError', 'RangeError', 'ReferenceError', 'DomainError'].includes(error.name)
}

function framesOf(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
}

function text(name: string, value: unknown): Record<string, string> {
  return typeof value === 'string' ? { [name]: value } : {}
}

function pathAndCode(issue: unknown): object {
  const { path, code } = issue as { path?: unknown; code?: unknown }
  return { path, code }
}
