/** What Node, Deno and Bun have, and browsers do not. */
interface Process {
  readonly versions?: { readonly node?: string };
  readonly env?: Readonly<Record<string, string | undefined>>;
}

const { process } = globalThis as { process?: Process };

/** Whether this is no browser. */
export const isServer = process?.versions?.node !== undefined;

/** A variable of the environment that is set and not empty. */
export function variable(name: string): string | undefined {
  return process?.env?.[name] || undefined;
}
