import { Button, Input } from 'antd'
import { useState } from 'react'
import { Field } from './field.tsx'

interface Props {
  label: string
  hint?: string
  find: string
  /** What is looked for now. */
  text: string | undefined
  onSearch: (text: string) => void
}

/** Words a list is narrowed to, once they are sent; nothing typed shows all again. */
export function TextSearch({ label, hint, find, text, onSearch }: Props) {
  const [typed, setTyped] = useState(text ?? '')
  return (
    <Field label={label} {...(hint !== undefined && { hint })}>
      {(control) => (
        <form
          className="text-search"
          role="search"
          onSubmit={(event) => {
            event.preventDefault()
            onSearch(typed.trim())
          }}
        >
          <Input {...control} maxLength={100} value={typed} onChange={(event) => setTyped(event.target.value)} />
          <Button htmlType="submit">{find}</Button>
        </form>
      )}
    </Field>
  )
}
